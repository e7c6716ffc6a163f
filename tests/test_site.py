"""The documentation site: built as `make docs` builds it, then every link of every page is followed."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import tetrascope

pytest.importorskip("sphinx", reason='Expected the site\'s tools, found none: pip install -e ".[docs]".')

ROOT = Path(__file__).parents[1]
LOADED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("form", "action")}
"""Where an address is loaded, or called, without a person's click."""


class Page(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            elif name in ("href", "src", "action") and value:
                (self.loaded if (tag, name) in LOADED else self.links).add(value)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; a warning of the build is an error."""
    folder = tmp_path_factory.mktemp("site")
    command = re.search(r"^docs:.*\n\t\$\(BIN\)/python (.*) build/docs$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert command is not None
    arguments = command[1].replace("build/", f"{folder.as_posix()}/").split()
    done = subprocess.run(
        [sys.executable, *arguments, str(folder / "html")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_the_documents_are_pages(pages: dict[Path, Page], site: Path) -> None:
    found = {path.relative_to(site).as_posix() for path in pages}
    assert found >= {"index.html", "protocol/README.html", "CONTRIBUTING.html", "backend/viewer/README.html"}
    assert {f"examples/{path.stem}.html" for path in (ROOT / "examples").glob("*.py")} <= found


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Page], site: Path) -> None:
    foreign = {address for page in pages.values() for address in page.loaded if urlsplit(address).netloc}
    assert foreign == set()
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert styles
    assert re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)\s]*", styles) == []


def test_every_link_leads_somewhere(pages: dict[Path, Page]) -> None:
    dead = []
    for path, page in pages.items():
        for link in page.links | page.loaded:
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            anchor = unquote(address.fragment)
            there = target.is_file() or (target / "index.html").is_file()
            if not there or (anchor and target in pages and anchor not in pages[target].anchors):
                dead.append(f"{path.name}: {link}")
    assert dead == []


def test_the_whole_python_api_is_told(pages: dict[Path, Page], site: Path) -> None:
    told = pages[site / "docs/python.html"].anchors
    names = {name for name in tetrascope.__all__ if name not in ("__version__", "TetrascopeError")}
    assert {f"tetrascope.{name}" for name in names} | {"tetrascope.errors.TetrascopeError"} <= told


def test_the_whole_method_is_told(pages: dict[Path, Page], site: Path) -> None:
    told = pages[site / "docs/method.html"].anchors
    package = ROOT / "backend/tetrascope"
    modules = {path.relative_to(package.parent).with_suffix("") for path in (package / "analysis").rglob("*.py")}
    names = {".".join(path.parts).removesuffix(".__init__") for path in modules} - {"tetrascope.analysis"}
    assert len(names) > 15
    assert {f"module-{name}" for name in names} <= told
