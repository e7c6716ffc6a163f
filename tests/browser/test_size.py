"""What the client weighs."""

import gzip

from tests.browser.server_process import require_build

LIMIT = 400_000
"""Bytes over the wire at a first visit, all scenes included; a classroom of thirty shares one line."""


def test_the_client_is_light() -> None:
    sizes = {
        path.name: len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes()))
        for path in require_build().rglob("*")
        if path.suffix in (".js", ".css", ".woff2", ".html")
    }
    assert sizes
    assert sum(sizes.values()) < LIMIT, sizes
