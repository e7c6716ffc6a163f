"""The layers by which the alignment of both clients is tested are those that a server tells of its networks."""

from tests.browser.server_process import ServerProcess
from tests.unity.catalog_layers import FILE, catalog_layers


def test_they_are_those_of_the_catalog(served: ServerProcess) -> None:
    told = catalog_layers(served.address)
    assert FILE.read_text(encoding="utf-8") == told, "run `python -m tests.unity.catalog_layers`"
