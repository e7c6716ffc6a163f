"""The pool that the tests of this folder ask for."""

from typing import Any

from tetrascope.protocol.operations.pools import PoolRequest, Window

LITE0 = "efficientnet-lite0"
WINDOWS = [Window(size=56, stride=40), Window(size=84, stride=60)]


def pool_request(image: str, **changes: Any) -> PoolRequest:
    return PoolRequest(**{"image_id": image, "network_id": LITE0, "windows": WINDOWS, **changes})
