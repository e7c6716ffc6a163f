"""What the client weighs."""

import gzip

from tests.browser.server_process import require_build

LIMIT = 400_000
"""Bytes over the wire at a first visit, all scenes included; a classroom of thirty shares one line."""
DOCS_LIMIT = 500_000
"""The same of what the page of the API alone loads, which is Swagger UI."""


def sizes() -> dict[str, int]:
    return {
        path.name: len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes()))
        for path in require_build().rglob("*")
        if path.suffix in (".js", ".css", ".woff2", ".html")
    }


def test_the_client_is_light() -> None:
    client = {name: size for name, size in sizes().items() if not name.startswith("docs")}
    assert client
    assert sum(client.values()) < LIMIT, client


def test_the_page_of_the_api_is_no_heavier_than_it_must_be() -> None:
    docs = {name: size for name, size in sizes().items() if name.startswith("docs")}
    assert docs
    assert sum(docs.values()) < DOCS_LIMIT, docs


def test_the_client_loads_nothing_of_the_page_of_the_api() -> None:
    files = [path for path in require_build().rglob("*") if path.suffix in (".js", ".html")]
    client = [path for path in files if not path.name.startswith("docs")]
    assert [path.name for path in client if "assets/docs-" in path.read_text() or "./docs-" in path.read_text()] == []
