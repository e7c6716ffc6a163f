"""The browser client tells how many masked copies a padded picture gives, before the server is asked.

`pool_sizes.json` holds cases and the answers of the server; the tests of the client read the same file, in
`backend/viewer/tests/pool/windows.test.ts`. After a change of the rule, `python -m tests.viewer.test_pool_sizes` writes
the answers anew.
"""

import json
from pathlib import Path
from typing import Any

from tetrascope.engine.pool_plan import plan_pool
from tetrascope.networks.fit import Fitting, framing_of, inside
from tetrascope.protocol.operations.pools import PoolRequest, Window

FILE = Path(__file__).parent / "pool_sizes.json"
INPUTS = [(224, 224), (96, 160), (7, 5)]
PICTURES = [(300, 451), (451, 300), (64, 64), (1, 900), (333, 1000), (223, 225), (3000, 1999)]


def sizes(picture: tuple[int, int], size: tuple[int, int], *, refine: bool) -> dict[str, Any]:
    """A case: rows and columns of the picture and of the input, the default windows, and the copies of each."""
    framing = framing_of(*picture, *size, Fitting("pad"))
    request = PoolRequest(image_id="picture", network_id="network", refine=refine)
    plan = plan_pool(request, *size, max_images=4096, photo=inside(framing))
    places = [*plan.window_of, *[len(plan.windows) - 1] * plan.to_choose]
    return {
        "picture": list(picture),
        "input": list(size),
        "refine": refine,
        "filled": framing.input.model_dump(),
        "windows": [Window.model_dump(window) for window in plan.windows],
        "copies": [places.count(index) for index in range(len(plan.windows))],
    }


def cases() -> list[dict[str, Any]]:
    """All of them."""
    return [sizes(picture, size, refine=refine) for size in INPUTS for picture in PICTURES for refine in (False, True)]


def test_the_file_says_what_the_server_does() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == cases()


if __name__ == "__main__":
    lines = ",\n".join(f"  {json.dumps(case)}" for case in cases())
    FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
