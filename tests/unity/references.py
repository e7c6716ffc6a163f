"""Clones of Unity's public sources and of its packages, in which names are looked up. To read only."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.unity.metas import ROOT

UNITY = "6000.3.19f1"
_PACKAGE = "com.unity."


@dataclass(frozen=True)
class Reference:
    """Unity's own sources, or a package's, at one release."""

    git: Path
    release: str
    """Of Unity `6000.3.19f1`, of a package its name and version."""
    commit: str
    folder: str = ""
    """Where the package lies in the clone."""

    def files(self, ending: str) -> dict[str, str]:
        """All sources with this ending, by their path in the package."""
        listing = _git(self.git, "ls-tree", "-r", "-z", "--name-only", self.commit, f"{self.folder or '.'}/")
        paths = [name.removeprefix(f"{self.folder}/") for name in listing.split("\0") if name.endswith(ending)]
        return dict(zip(paths, self.read(paths), strict=True))

    def read(self, paths: list[str]) -> Iterator[str]:
        """The text of each file; of one that is not there nothing."""
        folder = f"{self.folder}/" if self.folder else ""
        batch = "".join(f"{self.commit}:{folder}{path}\n" for path in paths).encode()
        git = ["git", f"--git-dir={self.git}", "cat-file", "--batch"]
        output = io.BytesIO(subprocess.run(git, input=batch, capture_output=True, check=True).stdout)
        for _ in paths:
            head = output.readline().split()
            size = int(head[2]) if head[-1] != b"missing" else 0
            yield output.read(size).decode("utf-8-sig", errors="replace")
            output.read(1 if size else 0)


def asked_for() -> dict[str, str]:
    """Version by package, as the project asks for them."""
    manifest = json.loads((ROOT / "unity_client/Packages/manifest.json").read_text(encoding="utf-8"))
    found: dict[str, str] = manifest["dependencies"]
    return found


def open_references(argument: str) -> list[Reference]:
    """What a clone holds, written as `CLONE` or `CLONE@COMMIT`: Unity's own sources, or packages.

    A mirror of one package, whose commits are named `com.unity.xr.openxr@1.16.1`, is read at the version that the
    project asks for, or else at its newest.
    """
    path, _, commit = argument.partition("@")
    git = Path(path) / ".git" if (Path(path) / ".git").exists() else Path(path)
    tagged = _git(git, "rev-parse", "--verify", "--quiet", f"refs/tags/{UNITY}^{{commit}}").strip()
    if tagged and not commit:
        return [Reference(git, UNITY, tagged)]
    commit = commit or _as_asked(git)
    listing = _git(git, "ls-tree", "-r", "-z", "--name-only", commit).split("\0")
    manifests = [path for path in listing if PurePosixPath(path).name == "package.json"]
    found = [_package(git, commit, path) for path in manifests]
    references = [reference for reference in found if reference]
    if not references:
        sys.exit(f"Expected a clone of UnityCsReference with the tag {UNITY}, or of a package, got {argument}.")
    return references


def _as_asked(git: Path) -> str:
    wanted = {f"{name}@{version}" for name, version in asked_for().items()}
    for line in _git(git, "log", "--all", "--format=%H %s").splitlines():
        commit, _, subject = line.partition(" ")
        if subject.split(" ")[0] in wanted:
            return commit
    return "HEAD"


def _package(git: Path, commit: str, path: str) -> Reference | None:
    try:
        described = json.loads(_git(git, "show", f"{commit}:{path}"))
    except json.JSONDecodeError:
        return None
    name, version = described.get("name", ""), described.get("version", "")
    if not (name.startswith(_PACKAGE) and re.match(r"\d", version)):
        return None
    folder = PurePosixPath(path).parent.as_posix()
    return Reference(git, f"{name} {version}", commit, "" if folder == "." else folder)


def _git(git: Path, *words: str) -> str:
    done = subprocess.run(["git", f"--git-dir={git}", *words], capture_output=True, encoding="utf-8", check=False)
    return done.stdout
