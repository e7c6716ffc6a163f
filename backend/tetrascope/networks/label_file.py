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
from tetrascope.networks.label_table import HEADINGS, SYNSET, by_index, names_in_table
from tetrascope.networks.label_text import lines_of, read_text

_NAMES = ("display_name", "name", "label", "class_name", "class")
"""Keys of a name, the likeliest first."""
_LISTS = ("names", "class_names", "classes", "labels", "categories", "id2label", "index_to_class", "idx_to_class")
"""Keys under which exporters write the names among other things."""
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")
_NUMBERED = (
    re.compile(r"(?P<index>\d+)(?:\s*[:=,;.)\t-]\s*|\s+)(?P<name>.*\S)"),
    re.compile(r"(?P<name>.*?\S)(?:\s*[:=,;\t-]\s*|\s+)(?P<index>\d+)"),
)
"""Lines such as `0 cat` (Teachable Machine's) and `cat: 0`."""
_QUOTED = re.compile(r"""(["']?)(.*?\S)\1\s*,?""")
_ITEM = re.compile(r"\bitem\s*\{([^{}]*)\}")
_FIELD = re.compile(r"""(\w+)\s*:\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
"""Of the label maps that TensorFlow's object detection reads."""
_ASSIGNMENT = re.compile(r"\A\s*\w+\s*=\s*(?=[\[{])")
"""As before a list in a program."""
_ONE_A_LINE = "Or write one name a line, in the order of the network's outputs, into a .txt file."


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
    text, ending = _ASSIGNMENT.sub("", read_text(path)), path.suffix.lower()
    for form in (_json, _label_map, _yaml, _table, _lines):
        try:
            return form(text, ending)
        except _AnotherForm:
            continue
        except ValueError as error:
            message = f"Expected class names in {path.name!r}, got {error}."
            raise InvalidInput(message, field="class_names", hint=_ONE_A_LINE) from error
    raise AssertionError("any text is lines")


def _folders(path: Path) -> list[str]:
    """Classes in the order that `keras.utils.image_dataset_from_directory` gives them."""
    try:
        return sorted(each.name for each in path.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError as error:
        raise InvalidInput(f"Expected a folder of classes in {path}, got: {error}", field="class_names") from error


def _json(text: str, ending: str) -> list[Labels]:
    if ending not in _JSON_ENDINGS and not text.lstrip().startswith(("{", "[")):
        raise _AnotherForm
    try:
        return [Labels(_names_in(_read_json(text)), "names in JSON")]
    except RecursionError:
        raise ValueError("JSON that is nested too deep") from None
    except json.JSONDecodeError as error:
        if ending not in _JSON_ENDINGS:
            raise _AnotherForm from None
        raise ValueError(f"JSON that is damaged at line {error.lineno}: {error.msg}") from None


def _read_json(text: str) -> Any:
    """What a JSON text says, or a list of what each line of JSON lines does."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith(("{", "[")) for line in lines):
            raise
    return [json.loads(line, object_pairs_hook=_once) for line in lines]


def _label_map(text: str, _ending: str) -> list[Labels]:
    items = [
        {key: next(filter(None, values), "") for key, *values in _FIELD.findall(item)} for item in _ITEM.findall(text)
    ]
    if not items or not all("id" in item and item.keys() & set(_NAMES) for item in items):
        raise _AnotherForm
    return [Labels(by_index((int(item["id"]), _name(item)) for item in items), "items")]


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
    return [Labels(_names_in(value), "names in YAML")]


def _table(text: str, ending: str) -> list[Labels]:
    names = names_in_table(text, is_table=ending in (".csv", ".tsv"))
    if names is None:
        raise _AnotherForm
    return [Labels(each, "rows") for each in names]


def _lines(text: str, _ending: str) -> list[Labels]:
    lines = [line.strip() for line in lines_of(text)]
    ways = [
        _without_numbers(lines),
        _without_quotes(lines),
        lines,
        [line for line in lines if not line.startswith("#")],
    ]
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
    """The names of lines that number them, or of `n01440764 tench`; None where they are not so."""
    for numbered in _NUMBERED:
        matches = [match for match in map(numbered.fullmatch, lines) if match is not None]
        if not lines or len(matches) < len(lines):
            continue
        try:
            names = by_index((int(match["index"]), match["name"]) for match in matches)
        except ValueError:
            continue
        if len(set(names)) == len(set(lines)):  # unlike those of "1 star", "2 stars", "3 stars"
            return names
    if all(SYNSET.match(line) and len(line.split(maxsplit=1)) == 2 for line in lines):
        return [line.split(maxsplit=1)[1] for line in lines]
    return None


def _without_quotes(lines: list[str]) -> list[str] | None:
    """The names of lines as a list in a program has them; None where they are not all so."""
    *others, last = lines or [""]
    if not all(line.endswith(",") for line in others) and not all(line[0] in "\"'" for line in [*others, last]):
        return None
    matches = [_QUOTED.fullmatch(line) for line in lines]
    return None if len(lines) < 2 else [match[2] for match in matches if match is not None]


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
        value = next((value[key] for key in _NAMES if key in value), value)
    if isinstance(value, list) and len(value) == 2 and SYNSET.fullmatch(str(value[0])):
        value = value[1]
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"{str(value)[:60]!r} in place of a name")
