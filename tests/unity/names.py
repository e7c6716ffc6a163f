"""Names of Unity's that no compiler looks up: what shaders take from its library, and texts that it knows.

A text that Unity does not know is an error only in an editor or a headset, or none at all: an action without a control
never happens.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.unity.metas import PACKAGE
from tests.unity.references import Reference
from tests.unity.sources import code, scripts

TABLE = Path(__file__).with_name("names.csv")
COLUMNS = ("kind", "name", "release", "files")
_OF_HLSL = re.compile(r"SV_\w+|TEXCOORD\d|POSITION|COLOR")
_CONSOLES = re.compile(r"/API/Switch")
_TESTS = re.compile(r"(?:^|/)(?:Tests?|Samples~?|DocCodeSamples\.Tests)/")


class Name(NamedTuple):
    """A name, by what it is one of: include, shader, assembly, feature, layout, control."""

    kind: str
    name: str


class Place(NamedTuple):
    """Where a name is defined: macros that differ by the graphics API are in several files."""

    release: str
    files: tuple[str, ...]


def used_names() -> set[Name]:
    """All that the client uses."""
    return {*_of_shaders(), *_of_assemblies(), *_of_features(), *_of_bindings()}


def _of_shaders() -> Iterator[Name]:
    """Names that begin with a capital and that no shader of the client defines."""
    shaders = [path for path in PACKAGE.rglob("*.*") if path.suffix in {".shader", ".hlsl"}]
    programs = "\n".join(_program(path.read_text(encoding="utf-8")) for path in shaders)
    for path in re.findall(r'#include "(Packages/[^"]+)"', programs):
        yield Name("include", path)
    programs = re.sub(r"#(?:include|pragma)[^\n]*", "", programs)
    own = set(re.findall(r"#(?:define|ifndef) (\w+)|\b(?:struct|CBUFFER_START\()\s*(\w+)|\w+ (\w+)\(", programs))
    own |= set(re.findall(r"()()\bconst \w+ (\w+)", programs))
    defined = {name for names in own for name in names if not re.match(r"else|return", name)}
    for name in set(re.findall(r"\b[A-Z]\w+\b", programs)) - defined:
        if not _OF_HLSL.fullmatch(name):
            yield Name("shader", name)


def _program(text: str) -> str:
    inner = re.search(r"HLSLPROGRAM(.*)ENDHLSL", text, re.DOTALL)
    return re.sub(r"//[^\n]*", "", inner[1] if inner else text)


def _of_assemblies() -> Iterator[Name]:
    for path in PACKAGE.rglob("*.asmdef"):
        for name in json.loads(path.read_text(encoding="utf-8"))["references"]:
            if name.startswith("Unity"):
                yield Name("assembly", name)


def _of_features() -> Iterator[Name]:
    """OpenXR's, which are enabled by their names."""
    for path in scripts("Editor"):
        for name in re.findall(r'"(com\.unity\.openxr\.feature\.[\w.]+)"', code(path)):
            yield Name("feature", name)


def _of_bindings() -> Iterator[Name]:
    """The Input System's: kinds of devices, and controls by their names or, in braces, by what they are for."""
    for path in scripts("Runtime"):
        text = code(path)
        for layout, control in re.findall(r'"<(\w+)>(?:/\{?(\w+)\}?")?', text.replace("/{control}", "")):
            yield Name("layout", layout)
            if control:
                yield Name("control", control)
        if path.stem.endswith("Controls"):
            for given in re.findall(r'(?:Value|Button)\((?:side, )?"[^"]*"((?:, "[^"]+")+)\)', text):
                for control in re.findall(r'"\{?(\w+)\}?"', given):
                    yield Name("control", control)


def table() -> dict[Name, Place]:
    """Where each name was found, as the table has it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {Name(row["kind"], row["name"]): Place(row["release"], tuple(row["files"].split(" "))) for row in rows}


def write(places: dict[Name, Place]) -> None:
    """The table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*name, place.release, " ".join(place.files)) for name, place in sorted(places.items()))


def defines(text: str, name: Name) -> bool:
    """Whether a source defines a name."""
    word = re.escape(name.name)
    pattern = {
        "include": "",
        "shader": rf"^\s*(?:#\s*define {word}\b|\w+ {word}\()",
        "assembly": rf'"name"\s*:\s*"{word}"',
        "feature": rf'\bfeatureId = "{word}"',
        "layout": rf"\bclass {word} :",
        "control": rf'\b(?:name|usage) = "{word}"|\busages = [^\n]*"{word}"|Control {word} \{{ get;',
    }[name.kind]
    return bool(re.search(pattern, text, re.MULTILINE))


def locate(names: set[Name], references: list[Reference]) -> dict[Name, Place]:
    """Where each name is defined; of shaders in what they include, for desktops and headsets."""
    library: dict[str, str] = {}
    owner: dict[str, tuple[str, str]] = {}
    found: dict[Name, Place] = {}
    for reference in references:
        package = f"Packages/{reference.release.split(' ')[0]}"
        for path, text in reference.files(".hlsl").items():
            library.setdefault(f"{package}/{path}", text)
            owner.setdefault(f"{package}/{path}", (reference.release, path))
        texts = {**reference.files(".asmdef"), **reference.files(".cs")} if " " in reference.release else {}
        texts = {path: text for path, text in texts.items() if not _TESTS.search(path)}
        for name in {name for name in names if name.kind not in {"include", "shader"}} - set(found):
            places = tuple(sorted(path for path, text in texts.items() if defines(text, name)))
            if places:
                found[name] = Place(reference.release, places)
    included = {name for name in names if name.kind == "include" and name.name in library}
    found |= {name: Place(owner[name.name][0], (owner[name.name][1],)) for name in included}
    reached = [path for path in _included({name.name for name in included}, library) if not _CONSOLES.search(path)]
    for name in (name for name in names if name.kind == "shader"):
        definitions = [owner[path] for path in reached if defines(library[path], name)]
        # What a file above redefines is first defined by the lowest package.
        releases = sorted({release for release, _ in definitions})
        if definitions:
            files = sorted(path for release, path in definitions if release == releases[0])
            found[name] = Place(releases[0], tuple(files))
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


def verify(places: dict[Name, Place], references: list[Reference]) -> list[Name]:
    """Names of the table that are not where it says."""
    by_release = {reference.release: reference for reference in references}
    lost = []
    for name, place in places.items():
        reference = by_release.get(place.release)
        texts = reference.read(list(place.files)) if reference else [""]
        if not all(text and defines(text, name) for text in texts):
            lost.append(name)
    return lost
