"""Layers of networks of the catalog, as a server tells them, by which both clients' alignment is tested.

python -m tests.unity.catalog_layers      writes tests/clients/catalog_layers.json
"""

import json
from typing import Any

from tests.browser.server_process import ServerProcess
from tests.unity.metas import ROOT
from tests.unity.test_live import ask

NETWORKS = ("efficientnet-lite0", "efficientnet-lite1", "vgg16")
FILE = ROOT / "tests/clients/catalog_layers.json"


def catalog_layers(address: str) -> str:
    """The text of the file: of each network its input, and its layers with what alignment depends on."""
    lines = [f'  "{name}": {json.dumps(_network(address, name))}' for name in NETWORKS]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _network(address: str, name: str) -> dict[str, Any]:
    told = ask(address, f"/v1/networks/{name}")
    fields = ("name", "kind", "height", "width", "shown")
    return {
        "input": [told["summary"]["input_height"], told["summary"]["input_width"]],
        "layers": [[layer[field] for field in fields] for layer in told["layers"]],
    }


if __name__ == "__main__":
    server = ServerProcess()
    try:
        FILE.write_text(catalog_layers(server.address), encoding="utf-8")
    finally:
        server.close()
