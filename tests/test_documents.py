"""What the documents at the top name is there: links, anchors, files, targets of make."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import tetrascope

ROOT = Path(__file__).parents[1]
PACKAGE = "unity_client/Packages/**"
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (
        "",
        "backend/viewer",
        "docs",
        "examples",
        "protocol",
        "unity_client",
        "unity_client/Packages/**",
        "tests/unity",
    )
    for path in ROOT.glob(f"{folder}/*.md".lstrip("/"))
)
"""The pages of the documentation site that are files; `tests/test_site.py` looks at the built ones."""
FOLDERS = ("backend", "docker", "docs", "protocol", "tests", ".ci")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """What a heading of Markdown is linked by."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_documents_are_found() -> None:
    assert {"README.md", "protocol/messages.md", "docs/method.md"} <= {*DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    text = read(name)
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)", text):
        if target.startswith("https://"):
            continue
        found = (ROOT / name).parent / target if target else ROOT / name
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found.read_text(encoding="utf-8")), f"{target}#{anchor}"


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md"])
def test_files_that_are_named_are_there(name: str) -> None:
    text = re.sub(r"^## A worked example.*?(?=^## )", "", read(name), flags=re.MULTILINE | re.DOTALL)  # makes its files
    paths = re.findall(r"`([\w./-]+/[\w./-]*)`", text)
    named = [path for path in paths if path.split("/")[0] in FOLDERS]
    assert len(named) > 5
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_what_the_worked_example_replaces_is_there() -> None:
    """Told within seconds; that the example works is `tests/browser/test_worked_example.py`'s affair."""
    (edited, diff), *others = re.findall(
        r"`([\w./]+)` bring[^`]*:\n\n```diff\n(.*?)```", read("CONTRIBUTING.md"), re.DOTALL
    )
    assert not others
    (replaced,) = re.findall(r"^-(.*)$", diff, re.MULTILINE)
    assert replaced in read(edited)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_are_there(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`| {4})make ([a-z-]+)", read(name)))
    assert named
    assert named <= targets


def test_every_room_is_on_the_map() -> None:
    """CONTRIBUTING's map of the house has a line for every folder of the package."""
    package = Path(tetrascope.__file__).parent
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert rooms <= set(re.findall(r"^ {6}([a-z]+)/ ", read("CONTRIBUTING.md"), re.MULTILINE))


def test_what_is_cited_is_this_version() -> None:
    cited = yaml.safe_load(read("CITATION.cff"))
    project = tomllib.loads(read("pyproject.toml"))["project"]
    assert (cited["version"], cited["license"]) == (project["version"], project["license"])
    assert tetrascope.__version__ == project["version"]
