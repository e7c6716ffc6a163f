"""What the client's shaders take from Unity's shader library: the files they include, its macros and functions."""

import csv
import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.unity.metas import PACKAGE
from tests.unity.references import Reference

TABLE = Path(__file__).with_name("shader_names.csv")
COLUMNS = ("name", "release", "files")
_OF_HLSL = re.compile(r"SV_\w+|TEXCOORD\d|POSITION|COLOR")
_CONSOLES = re.compile(r"/API/Switch")


class Place(NamedTuple):
    """Where a name is defined: macros that differ by the graphics API are in several files."""

    release: str
    files: tuple[str, ...]


def used_names() -> set[str]:
    """Paths that are included, and names that begin with a capital and that no shader of the client defines."""
    shaders = [path for path in PACKAGE.rglob("*.*") if path.suffix in {".shader", ".hlsl"}]
    programs = "\n".join(_program(path.read_text(encoding="utf-8")) for path in shaders)
    included = {path for path in re.findall(r'#include "([^"]+)"', programs) if path.startswith("Packages/")}
    programs = re.sub(r"#(?:include|pragma)[^\n]*", "", programs)
    own = set(re.findall(r"#(?:define|ifndef) (\w+)|\b(?:struct|CBUFFER_START\()\s*(\w+)|\w+ (\w+)\(", programs))
    own |= set(re.findall(r"()()\bconst \w+ (\w+)", programs))
    defined = {name for names in own for name in names if not re.match(r"else|return", name)}
    named = set(re.findall(r"\b[A-Z]\w+\b", programs))
    return included | {name for name in named - defined if not _OF_HLSL.fullmatch(name)}


def _program(text: str) -> str:
    inner = re.search(r"HLSLPROGRAM(.*)ENDHLSL", text, re.DOTALL)
    return re.sub(r"//[^\n]*", "", inner[1] if inner else text)


def table() -> dict[str, Place]:
    """Where each name was found, as the table has it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: Place(row["release"], tuple(row["files"].split(" "))) for row in csv.DictReader(file)}


def write(places: dict[str, Place]) -> None:
    """The table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((name, place.release, " ".join(place.files)) for name, place in sorted(places.items()))


def defines(text: str, name: str) -> bool:
    """Whether a file of the library defines a macro or a function."""
    return bool(re.search(rf"^\s*(?:#\s*define {name}\b|\w+ {name}\()", text, re.MULTILINE))


def locate(names: set[str], references: list[Reference]) -> dict[str, Place]:
    """Where each name is defined in what the shaders include, for desktops and headsets."""
    library: dict[str, str] = {}
    owner: dict[str, tuple[str, str]] = {}
    for reference in references:
        package = f"Packages/{reference.release.split(' ')[0]}"
        for path, text in reference.files(".hlsl").items():
            library.setdefault(f"{package}/{path}", text)
            owner.setdefault(f"{package}/{path}", (reference.release, path))
    found = {name: Place(owner[name][0], (owner[name][1],)) for name in names & set(library)}
    included = [path for path in _included(set(found), library) if not _CONSOLES.search(path)]
    for name in names - set(found):
        places = [owner[path] for path in included if defines(library[path], name)]
        # What a file above redefines is first defined by the lowest package.
        releases = sorted({release for release, _ in places})
        if places:
            found[name] = Place(releases[0], tuple(sorted(path for release, path in places if release == releases[0])))
    return found


def _included(paths: set[str], library: dict[str, str]) -> set[str]:
    """These files and all that they include, whichever of their conditions hold."""
    known, new = set(paths), set(paths)
    while new:
        ahead = set()
        for path in new:
            for name in re.findall(r'^\s*#\s*include(?:_with_pragmas)? "([^"]+)"', library[path], re.MULTILINE):
                ahead |= {name, str(PurePosixPath(path).parent / name)} & set(library)
        new = ahead - known
        known |= new
    return known


def verify(places: dict[str, Place], references: list[Reference]) -> list[str]:
    """Names of the table that are not where it says."""
    by_release = {reference.release: reference for reference in references}
    lost = []
    for name, place in places.items():
        reference = by_release.get(place.release)
        texts = reference.read(list(place.files)) if reference else [""]
        if not all(text and (name.startswith("Packages/") or defines(text, name)) for text in texts):
            lost.append(name)
    return lost
