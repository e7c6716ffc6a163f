"""CONTRIBUTING's example works: an operation, a fill and a view, in a copy of the project that has nothing else new."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import PATIENCE_MS, TOUR_SEEN

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## A worked example")[2]
FILES = dict(re.findall(r"`([\w./]+\.(?:py|ts|tsx))`:\n\n```\w+\n(.*?)```", PAGE, re.DOTALL))
EDITED, DIFF = re.findall(r"`([\w./]+\.ts)` bring[^`]*:\n\n```diff\n(.*?)```", PAGE, re.DOTALL)[0]
PATIENCE_S = 600
COPIED = ("backend/tetrascope", "backend/viewer", "protocol", "tests", "pyproject.toml", "README.md", "CONTRIBUTING.md")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the example's files, and all that is generated anew."""
    copy = tmp_path_factory.mktemp("example")
    for name in COPIED:
        source, target = ROOT / name, copy / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy(source, target)
    (copy / "backend/viewer/node_modules").symlink_to(ROOT / "backend/viewer/node_modules", target_is_directory=True)
    for name, text in FILES.items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    _apply(copy / EDITED, DIFF)
    _run(copy, "-m", "tetrascope.protocol.generator")
    return copy


def _apply(path: Path, diff: str) -> None:
    """A line that replaces none stands before all others."""
    text = path.read_text(encoding="utf-8")
    for old, new in re.findall(r"(?:^-(.*)\n)?^\+(.*)$", diff, re.MULTILINE):
        assert old in text
        text = text.replace(old, new, 1) if old else f"{new}\n{text}"
    path.write_text(text, encoding="utf-8")


def _environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(copy / "backend")}


def _run(copy: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=_environment(copy),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@pytest.fixture(scope="module")
def address(copy: Path) -> Iterator[str]:
    """A server of the copy, with the copy's page."""
    _run(copy, "backend/viewer/build.py")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.browser.server_process", "0", ""],
        cwd=copy,
        env=_environment(copy),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def test_the_example_touches_the_files_that_it_says() -> None:
    assert len([name for name in FILES if name.endswith("brightness.py")]) == 3
    assert [name for name in FILES if "fills" in name] == ["backend/tetrascope/analysis/fills/stripes.py"]
    assert {Path(name).parent.as_posix() for name in FILES if "viewer" in name} == {"backend/viewer/src/brightness"}
    assert len(FILES) == 6


def test_what_is_generated_and_the_rules_of_the_house_hold(copy: Path) -> None:
    _run(copy, "-m", "ruff", "check", *(name for name in FILES if name.endswith(".py")))
    _run(copy, "-m", "ruff", "format", "--check", *(name for name in FILES if name.endswith(".py")))
    _run(copy, "-m", "mypy", *(name for name in FILES if name.endswith(".py")))
    tests = ["tests/test_structure.py", "tests/protocol/test_messages.py", "tests/protocol/test_generated.py"]
    _run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    _run(copy, "backend/viewer/build.py", "check")


def test_the_operation_and_the_fill_answer_and_the_view_shows_it(address: str, browser: Browser) -> None:
    samples = httpx.get(f"{address}/v1/samples", headers={"Accept": "application/json"}).json()["samples"]
    cat = next(one["image"]["image_id"] for one in samples if one["name"] == "cat")
    body = {"image_id": cat, "network_id": "efficientnet-lite0"}
    asked = httpx.post(
        f"{address}/v1/brightness", json=body, headers={"Accept": "application/json"}, timeout=PATIENCE_S
    )
    counts = asked.json()["counts"]
    assert (len(counts), sum(counts)) == (16, 224 * 224)
    asked = httpx.post(
        f"{address}/v1/inputs",
        json={**body, "fill": "stripes"},
        headers={"Accept": "application/json"},
        timeout=PATIENCE_S,
    )
    assert asked.status_code == 200, json.dumps(asked.json())
    context = browser.new_context(base_url=address)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(TOUR_SEEN)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("complementary", name="What is chosen").get_by_role("button", name="Brightness").click()
    expect(page).to_have_url(re.compile("#/brightness"))
    page.goto(f"/#/brightness?image={cat}&network=efficientnet-lite0")
    expect(page.get_by_role("list", name="Pixels by brightness").get_by_role("listitem")).to_have_text(
        [str(count) for count in counts]
    )
    page.goto(f"/#/structure?image={cat}&network=efficientnet-lite0")
    expect(page.get_by_label("Masked pixels become").get_by_role("option", name="Stripes")).to_be_attached()
    context.close()
