"""Finds every public member of the stand-in, and every name that is no member, in Unity's and its packages' sources.

    python -m tests.unity.check_members --reference UnityCsReference --reference com.unity.xr.openxr

Each reference is a clone or its git directory, to read only: of Unity-Technologies/UnityCsReference, of a package's
mirror, or of a project that embeds packages; see `references.py`. The tables `members.csv` and `names.csv` say
where each was found; this looks it up there again, and exits with 1 where one is not found. `--write` looks for all in
these references, and for what is found in none of them keeps what the table says.
"""

import argparse
import csv
import json
import re
import sys
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.unity import names
from tests.unity.declarations import Declared, declarations
from tests.unity.references import Reference, open_references
from tests.unity.toolchain import find_dotnet

TABLE = Path(__file__).with_name("members.csv")
_DECLARED = re.compile(r"\b(?:class|struct|interface|enum|delegate [\w<>.]+)\s+(\w+)")
COLUMNS = ("namespace", "type", "member", "signature", "release", "file")


class Member(NamedTuple):
    """A public member of the stand-in; a type where `member` is empty."""

    namespace: str
    type: str
    member: str
    signature: str


def stand_in() -> dict[Member, bool | None]:
    """The public members of the stand-in, and whether the client refers to each; None where that cannot be told."""
    dotnet = find_dotnet()
    rows = json.loads(dotnet.run(str(dotnet.build("Members") / "Members.dll")))
    return {Member(row["namespace"], row["type"], row["member"], row["signature"]): row["used"] for row in rows}


def table() -> dict[Member, tuple[str, str]]:
    """Release and file by member, as the table has them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {Member(*(row[name] for name in COLUMNS[:4])): (row["release"], row["file"]) for row in rows}


def declares(declared: Declared, member: Member) -> bool:
    """Whether a type of a source is, or has, the member."""
    if declared.name != member.type:
        return False
    if member.member:
        return any(_same(member.signature, found) for found in declared.members)
    head, _, base = member.signature.partition(" : ")
    return head == f"{declared.kind} {declared.name}" and (not base or base in declared.bases)


def _same(ours: str, theirs: str) -> bool:
    """The stand-in may leave an accessor out; nothing else."""
    if ours == theirs:
        return True
    (name, _, accessors), (other, _, more) = ours.partition(" {"), theirs.partition(" {")
    return bool(accessors) and name == other and set(accessors.split()) <= set(more.split())


def found_in(text: str, member: Member) -> bool:
    """Whether a source declares the member."""
    if member.signature.startswith("delegate "):
        plain = re.sub(r"\b(?:in|out) (?=\w+>)", "", " ".join(text.split()))
        return re.sub(r"\((\w+)\)", r"(\1 ", member.signature) in plain
    return any(declares(each, member) for each in _declared(text))


@cache
def _declared(text: str) -> list[Declared]:
    return declarations(text)


def locate(members: list[Member], references: list[Reference]) -> dict[Member, tuple[str, str]]:
    """Release and file of each member that is found."""
    found: dict[Member, tuple[str, str]] = {}
    for reference in references:
        files = reference.files(".cs")
        places: dict[str, list[str]] = {}
        for path, text in files.items():
            for name in set(_DECLARED.findall(text)):
                places.setdefault(name, []).append(path)
        for member in members:
            name = member.type.split("<")[0]
            spaces = re.compile(rf"namespace\s+{re.escape(member.namespace)}(?![\w.])")
            for path in sorted(places.get(name, []), key=lambda path: _far_fetched(path, name)):
                if member not in found and spaces.search(files[path]) and found_in(files[path], member):
                    found[member] = (reference.release, path)
    return found


def _far_fetched(path: str, name: str) -> tuple[bool, int, str]:
    """Files in an order in which a type's own comes before those of others that have one of its name inside."""
    return PurePosixPath(path).name.split(".")[0] != name, path.count("/"), path


def verify(rows: dict[Member, tuple[str, str]], references: list[Reference]) -> list[Member]:
    """Members of the table that are not where it says."""
    lost = []
    for reference in references:
        own = {member: path for member, (release, path) in rows.items() if release == reference.release}
        paths = sorted(set(own.values()))
        texts = dict(zip(paths, reference.read(paths), strict=True))
        lost += [member for member, path in own.items() if not found_in(texts[path], member)]
    known = {reference.release for reference in references}
    return lost + [member for member, (release, _) in rows.items() if release not in known]


def write(places: dict[Member, tuple[str, str]]) -> None:
    """The table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([*member, *places[member]] for member in sorted(places))


def main() -> int:
    """The exit code: 1 where something was not found."""
    parser = argparse.ArgumentParser(description="Check what the client uses against the sources of Unity.")
    parser.add_argument("--reference", action="append", required=True, help="CLONE or CLONE@COMMIT")
    parser.add_argument("--write", action="store_true", help="look for all anew, and write the tables")
    options = parser.parse_args()
    references = [reference for each in options.reference for reference in open_references(each)]
    if options.write:
        members, used = list(stand_in()), names.used_names()
        found = {**table(), **locate(members, references)}
        places = {**names.table(), **names.locate(used, references)}
        write({member: found[member] for member in members if member in found})
        names.write({name: places[name] for name in used if name in places})
        lost = [*(member for member in members if member not in found), *(used - set(places))]
    else:
        lost = [*verify(table(), references), *names.verify(names.table(), references)]
    for each in lost:
        print(f"not found: {' '.join(each)}", file=sys.stderr)
    print(f"{len(table())} members and {len(names.table())} names in the tables, {len(lost)} not found")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
