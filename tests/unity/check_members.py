"""Finds every public member of the stand-in in the sources of Unity and its packages, to read only.

    python -m tests.unity.check_members --reference UnityCsReference --reference com.unity.inputsystem

Each reference is a clone, or its git directory: of Unity-Technologies/UnityCsReference, or of a package's mirror whose
commits are named like `com.unity.inputsystem@1.14.0`. The table `members.csv` says where each member was found; this
looks it up there again, and exits with 1 where one is not found. `--write` looks for all anew and writes the table.
"""

import argparse
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.unity.declarations import Declared, declarations
from tests.unity.toolchain import find_dotnet

UNITY = "6000.3.19f1"
TABLE = Path(__file__).with_name("members.csv")
_DECLARED = re.compile(r"\b(?:class|struct|interface|enum|delegate [\w<>.]+)\s+(\w+)")
COLUMNS = ("namespace", "type", "member", "signature", "release", "file")


class Member(NamedTuple):
    """A public member of the stand-in; a type where `member` is empty."""

    namespace: str
    type: str
    member: str
    signature: str


@dataclass(frozen=True)
class Reference:
    """A clone, at the release that is looked at."""

    git: Path
    release: str
    """Of Unity `6000.3.19f1`, of a package its name and version."""
    commit: str

    def files(self) -> dict[str, str]:
        """All C# sources by path."""
        listing = ["git", f"--git-dir={self.git}", "ls-tree", "-r", "-z", "--name-only", self.commit]
        names = subprocess.run(listing, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
        paths = [name for name in names if name.endswith(".cs")]
        return dict(zip(paths, self.read(paths), strict=True))

    def read(self, paths: list[str]) -> Iterator[str]:
        """The text of each file."""
        batch = "".join(f"{self.commit}:{path}\n" for path in paths).encode()
        git = ["git", f"--git-dir={self.git}", "cat-file", "--batch"]
        output = io.BytesIO(subprocess.run(git, input=batch, capture_output=True, check=True).stdout)
        for _ in paths:
            size = int(output.readline().split()[2])
            yield output.read(size).decode("utf-8-sig", errors="replace")
            output.read(1)


def open_reference(path: Path) -> Reference:
    """A clone with the release of Unity, or with the newest of a package."""
    git = path / ".git" if (path / ".git").exists() else path

    def ask(*words: str) -> str:
        done = subprocess.run(["git", f"--git-dir={git}", *words], capture_output=True, encoding="utf-8", check=False)
        return done.stdout.strip()

    tagged = ask("rev-parse", "--verify", "--quiet", f"refs/tags/{UNITY}^{{commit}}")
    if tagged:
        return Reference(git, UNITY, tagged)
    subject = re.match(r"(com\.unity\.[\w.-]+)@([\w.-]+)", ask("log", "-1", "--format=%s"))
    if not subject:
        sys.exit(f"Expected a clone of UnityCsReference with the tag {UNITY}, or of a package's mirror, got {path}.")
    return Reference(git, f"{subject[1]} {subject[2]}", ask("rev-parse", "HEAD"))


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
        files = reference.files()
        places: dict[str, list[str]] = {}
        for path, text in files.items():
            for name in set(_DECLARED.findall(text)):
                places.setdefault(name, []).append(path)
        for member in members:
            spaces = re.compile(rf"namespace\s+{re.escape(member.namespace)}\b")
            for path in places.get(member.type.split("<")[0], []):
                if member not in found and spaces.search(files[path]) and found_in(files[path], member):
                    found[member] = (reference.release, path)
    return found


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


def main() -> int:
    """The exit code: 1 where a member was not found."""
    parser = argparse.ArgumentParser(description="Check the stand-in's members against the sources of Unity.")
    parser.add_argument("--reference", type=Path, action="append", required=True, help="a clone, or its git directory")
    parser.add_argument("--write", action="store_true", help="look for all members anew, and write the table")
    options = parser.parse_args()
    references = [open_reference(path) for path in options.reference]
    if options.write:
        members = list(stand_in())
        found = locate(members, references)
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows([*member, *found[member]] for member in sorted(found))
        lost = [member for member in members if member not in found]
    else:
        lost = verify(table(), references)
    for member in lost:
        print(f"not found: {member.namespace}.{member.type}: {member.signature}", file=sys.stderr)
    print(f"{len(table())} members in the table, {len(lost)} not found")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
