"""The names in a file of classes: lines, JSON, YAML, or a table, as trainers and exporters write them.

Which form a file has is seen from its content. Where that leaves a choice (is the first line a heading?), the number
of classes decides.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.networks.label_table import HEADINGS, by_index, names_in_table
from tetrascope.networks.label_text import read_text

_LISTS = ("names", "class_names", "classes", "labels", "categories", "id2label", "index_to_class", "idx_to_class")
"""Keys under which exporters write the names among other things."""
_SYNSET = re.compile(r"n\d{8}")
"""ImageNet's number of a class."""
_NUMBERED = re.compile(r"(\d+)(?:\s*[:,;.)\t-]\s*|\s+)(.*\S)")


class Labels(NamedTuple):
    """What a file says, read one way."""

    names: list[str]
    form: str
    """In what form it says so, such as `lines`."""


class _AnotherForm(Exception):
    """The text is something else."""


def read_labels(path: Path) -> list[Labels]:
    """Every way to read the file, the likeliest first.

    Args:
        path: a text file; or the folder that a network was trained from, whose sub-folders are the classes.

    Raises:
        InvalidInput: it cannot be read, or says a name or an index in a way that cannot be.
    """
    if path.is_dir():
        return [Labels(_folders(path), "sub-folders")]
    text, ending = read_text(path), path.suffix.lower()
    for form in (_json, _yaml, _table, _lines):
        try:
            return form(text, ending)
        except _AnotherForm:
            continue
        except ValueError as error:
            raise InvalidInput(f"Expected class names in {path.name!r}, got {error}.", field="class_names") from error
    raise AssertionError("any text is lines")


def _folders(path: Path) -> list[str]:
    """Classes in the order that `keras.utils.image_dataset_from_directory` gives them."""
    try:
        return sorted(each.name for each in path.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError as error:
        raise InvalidInput(f"Expected a folder of classes in {path}, got: {error}", field="class_names") from error


def _json(text: str, ending: str) -> list[Labels]:
    if ending != ".json" and not text.lstrip().startswith(("{", "[")):
        raise _AnotherForm
    try:
        return [Labels(_names_in(json.loads(text, object_pairs_hook=_once)), "JSON")]
    except RecursionError:
        raise ValueError("JSON that is nested too deep") from None
    except json.JSONDecodeError as error:
        if ending != ".json":
            raise _AnotherForm from None
        raise ValueError(f"JSON that is damaged at line {error.lineno}: {error.msg}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A map; JSON's own reader would keep the last of two entries without a word."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the entry {key!r} twice")
        found[key] = value
    return found


def _yaml(text: str, ending: str) -> list[Labels]:
    """YAML, of which lists and maps as Python prints them are a part."""
    lines = [line for line in text.splitlines() if line.strip()]
    is_yaml = ending in (".yaml", ".yml")
    if not is_yaml and not text.lstrip().startswith(("{", "[")) and not all(line.startswith("- ") for line in lines):
        raise _AnotherForm
    import yaml

    try:
        # Every scalar as it is written: `no` is a country, `1.0` a version, and nothing is built but lists and maps.
        value = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        if not is_yaml:  # "[background]" is a line of text too
            raise _AnotherForm from None
        place = getattr(error, "problem_mark", None)
        raise ValueError(f"YAML that is damaged{'' if place is None else f' at line {place.line + 1}'}") from None
    if not isinstance(value, (list, Mapping)):
        raise _AnotherForm
    return [Labels(_names_in(value), "YAML")]


def _table(text: str, ending: str) -> list[Labels]:
    names = names_in_table(text, is_table=ending in (".csv", ".tsv"))
    if names is None:
        raise _AnotherForm
    return [Labels(each, "rows") for each in names]


def _lines(text: str, _ending: str) -> list[Labels]:
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    ways = [_without_numbers(lines), lines, [line for line in lines if not line.startswith("#")]]
    if lines and lines[0].lower().replace(" ", "_") in HEADINGS:
        ways.append(lines[1:])
    if len(lines) == 1:
        ways.append([name.strip() for name in lines[0].split(",")])
    found: list[list[str]] = []
    for way in ways:
        if way is not None and way not in found:
            found.append(way)
    return [Labels(names, "lines") for names in found]


def _without_numbers(lines: list[str]) -> list[str] | None:
    """The names of lines such as `0 Cat` (Teachable Machine's) or `n01440764 tench`; None where they are not so."""
    numbered = [_NUMBERED.fullmatch(line) for line in lines]
    matches = [match for match in numbered if match is not None]
    try:
        if lines and len(matches) == len(lines):
            names = by_index((int(match[1]), match[2]) for match in matches)
            return names if len(set(names)) == len(set(lines)) else None  # "1 star", "2 stars", "3 stars"
    except ValueError:
        return None
    if all(_SYNSET.match(line) and len(line.split(maxsplit=1)) == 2 for line in lines):
        return [line.split(maxsplit=1)[1] for line in lines]
    return None


def _names_in(value: Any) -> list[str]:
    """Names in a list, or in a map either way round, or under a key that means them."""
    if isinstance(value, Mapping):
        for key in _LISTS:
            if isinstance(value.get(key), (list, Mapping)):
                return _names_in(value[key])
        if value and all(map(_is_index, value)):
            return by_index((int(key), _name(each)) for key, each in value.items())
        if value and all(map(_is_index, value.values())):
            return by_index((int(each), str(key)) for key, each in value.items())
    if isinstance(value, list):
        pairs = [_pair(each) for each in value]
        indexed = [(index, name) for index, name in pairs if index is not None]
        return by_index(indexed) if pairs and len(indexed) == len(pairs) else [name for _, name in pairs]
    raise ValueError("a map neither from indices to names nor from names to indices")


def _is_index(value: Any) -> bool:
    return not isinstance(value, bool) and str(value).isdecimal()


def _pair(entry: Any) -> tuple[int | None, str]:
    """An index, where the entry of a list has one, and its name."""
    if isinstance(entry, Mapping):
        index = next((entry[key] for key in ("id", "index", "class_id") if key in entry), None)
        return int(index) if index is not None and _is_index(index) else None, _name(entry)
    if isinstance(entry, list) and len(entry) == 2 and _is_index(entry[0]) and isinstance(entry[1], str):
        return int(entry[0]), entry[1]
    return None, _name(entry)


def _name(value: Any) -> str:
    """A name; in ImageNet's index that of `["n01440764", "tench"]`."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("display_name", "name", "label", "class_name") if key in value), value)
    if isinstance(value, list) and len(value) == 2 and _SYNSET.fullmatch(str(value[0])):
        value = value[1]
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"{str(value)[:60]!r} in place of a name")
