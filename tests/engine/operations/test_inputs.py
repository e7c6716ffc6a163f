import asyncio
from typing import Any

import numpy as np
import pytest
from tests.engine.gate import Gate

from tetrascope.analysis.fills import fill_image
from tetrascope.bench.fresh import fresh_photo
from tetrascope.bench.subject import sample_photo
from tetrascope.errors import NotFound
from tetrascope.networks.network import Network
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.methods import FILLS
from tetrascope.protocol.operations.inputs import Input, InputsRequest

LITE0 = "efficientnet-lite0"


@pytest.mark.parametrize("fill", FILLS.names)
def test_the_input_is_the_photo_cut_and_scaled(running: Any, cat: str, lite0: Network, fill: str) -> None:
    (answer,) = running.parts(InputsRequest(image_id=cat, network_id=LITE0, fill=fill))
    assert isinstance(answer, Input)
    expected = lite0.picture(decode_photo(SAMPLES[0].read(), max_pixels=10**8))
    assert answer.image.shape == answer.fill_image.shape == [224, 224, 3]
    assert answer.image.data == expected.tobytes()
    assert answer.fill_image.data == fill_image(expected, fill).tobytes()
    assert (answer.image.dtype, answer.image.scale, answer.image.offset) == ("u1", 1.0, 0.0)


def test_no_network_is_loaded_and_no_weights_are_needed(running: Any, cat: str) -> None:
    before = running.engine.health().network_bytes
    (answer,) = running.parts(InputsRequest(image_id=cat, network_id="inception-v3"))
    assert answer.image.shape == [299, 299, 3]
    assert np.frombuffer(answer.image.data, np.uint8).std() > 20
    assert running.engine.health().network_bytes == before


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [({"image_id": "gone"}, "unknown_image", "image_id"), ({"network_id": "vgg17"}, "not_found", "network_id")],
)
def test_unknown_names_are_refused_by_field(
    running: Any, cat: str, change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(NotFound) as caught:
        running.parts(InputsRequest(**{"image_id": cat, "network_id": LITE0, **change}))
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_store_of_images_that_does_not_answer_holds_up_nobody_else(
    running: Any, cat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where it is another machine, which was lost."""
    gates = {"get": Gate(), "put": Gate()}
    known, fetched = (running.call(running.engine.add_image(fresh_photo(sample_photo(), n))).image_id for n in (7, 8))
    uploads = running.engine._workspace.images.uploads
    ask = {method: getattr(uploads, method) for method in gates}

    def get(image_id: str) -> bytes | None:
        if image_id == fetched:
            gates["get"].passes()
        return ask["get"](image_id)  # type: ignore[no-any-return]

    def put(*given: object) -> bool:
        gates["put"].passes()
        return ask["put"](*given)  # type: ignore[no-any-return]

    monkeypatch.setattr(uploads, "get", get)
    monkeypatch.setattr(uploads, "put", put)

    async def asked() -> None:
        uploaded = [running.engine.add_image(fresh_photo(sample_photo(), number)) for number in (9, 10)]
        fetching = anext(running.engine.run(InputsRequest(image_id=fetched, network_id=LITE0)))
        waiting = [asyncio.ensure_future(each) for each in (*uploaded, fetching)]
        for gate in gates.values():
            await gate.reached()
        for image in (cat, known):  # the second is read by another process, as uploads are
            async for _ in running.engine.run(InputsRequest(image_id=image, network_id=LITE0, fill="noise")):
                assert not any(each.done() for each in waiting)
        for gate in gates.values():
            gate.open()
        assert isinstance((await asyncio.gather(*waiting))[-1], Input)

    running.call(asked())
