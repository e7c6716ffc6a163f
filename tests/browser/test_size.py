"""What the client weighs."""

import gzip
import re
from collections.abc import Iterable

from tests.browser.server_process import require_build

LIMIT = 400_000
"""Bytes over the wire at a first visit, all scenes included; a classroom of thirty shares one line."""
DOCS_LIMIT = 500_000
"""The same of what the page of the API alone loads, which is Swagger UI."""
VR_LIMIT = 30_000
"""The same of what is fetched only where the browser has a headset."""
VR = ("VrRoom-", "structureRoom-", "poolRoom-")
"""How the files begin that are fetched then; what only these import belongs to them."""
IMPORTED = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["'`]\./([\w-]+\.js)["'`]""")


def sizes() -> dict[str, int]:
    return {
        path.name: len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes()))
        for path in require_build().rglob("*")
        if path.suffix in (".js", ".css", ".woff2", ".html")
    }


def only_vr() -> set[str]:
    """Names of the scripts that nobody without a headset fetches."""
    texts = {path.name: path.read_text() for path in require_build().rglob("*") if path.suffix in (".js", ".html")}
    begun = [name for name in texts if name.startswith(VR)]
    assert len(begun) == len(VR), begun
    pages = {
        match for name, text in texts.items() if name.endswith(".html") for match in re.findall(r"[\w-]+\.js", text)
    }
    return reached(texts, begun, ()) - reached(texts, pages, VR)


def reached(texts: dict[str, str], begun: Iterable[str], but: tuple[str, ...]) -> set[str]:
    """The scripts that are imported from these on, at once or late, and not by way of some."""
    found: set[str] = set()
    waiting = list(begun)
    while waiting:
        name = waiting.pop()
        if name in found or name not in texts or name.startswith(but):
            continue
        found.add(name)
        waiting += IMPORTED.findall(texts[name])
    return found


def test_the_client_is_light() -> None:
    later = only_vr()
    client = {name: size for name, size in sizes().items() if not name.startswith("docs") and name not in later}
    assert client
    assert sum(client.values()) < LIMIT, client


def test_vr_is_fetched_by_who_has_a_headset_and_is_light() -> None:
    found = {name: size for name, size in sizes().items() if name in only_vr()}
    assert sum(found.values()) < VR_LIMIT, found


def test_the_page_of_the_api_is_no_heavier_than_it_must_be() -> None:
    docs = {name: size for name, size in sizes().items() if name.startswith("docs")}
    assert docs
    assert sum(docs.values()) < DOCS_LIMIT, docs


def test_the_client_loads_nothing_of_the_page_of_the_api() -> None:
    files = [path for path in require_build().rglob("*") if path.suffix in (".js", ".html")]
    client = [path for path in files if not path.name.startswith("docs")]
    assert [path.name for path in client if "assets/docs-" in path.read_text() or "./docs-" in path.read_text()] == []
