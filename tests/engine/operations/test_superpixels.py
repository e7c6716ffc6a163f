import asyncio
import threading
from typing import Any

import numpy as np
import pytest
from tests.patience import PATIENCE_S, until

from tetrascope.analysis.superpixels import superpixels
from tetrascope.engine.operations import superpixels as operation
from tetrascope.errors import NotFound
from tetrascope.networks.network import Network
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.superpixels import Superpixels, SuperpixelsRequest
from tetrascope.protocol.progress import Progress

LITE0 = "efficientnet-lite0"


def request(image: str, **changes: Any) -> SuperpixelsRequest:
    return SuperpixelsRequest(**{"image_id": image, "network_id": LITE0, **changes})


def test_every_pixel_of_the_input_has_its_superpixel(running: Any, cat: str, lite0: Network) -> None:
    (answer,) = running.parts(request(cat, segments=100, compactness=5.0))
    assert isinstance(answer, Superpixels)
    assert (answer.labels.dtype, answer.labels.scale, answer.labels.offset) == ("u2", 1.0, 0.0)
    assert answer.labels.shape == [224, 224]
    labels = np.frombuffer(answer.labels.data, "<u2").reshape(224, 224)
    assert np.unique(labels).tolist() == list(range(answer.count))
    image = lite0.picture(decode_photo(SAMPLES[0].read(), max_pixels=10**8))
    np.testing.assert_array_equal(labels, superpixels(image, 100, 5.0))


def test_the_same_again_is_known_and_another_is_not(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = running.parts(request(cat, segments=33))
    monkeypatch.setattr(operation, "superpixels", lambda *_: pytest.fail("computed again"))
    assert running.events(request(cat, segments=33)) == first
    monkeypatch.undo()
    others = [request(cat, segments=34), request(cat, segments=33, compactness=30.0), request(running.sample("coffee"))]
    for other in others:
        assert running.parts(other) != first


def test_networks_of_one_input_size_share_it_and_no_weights_are_needed(
    running: Any, cat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = running.parts(request(cat))
    monkeypatch.setattr(operation, "superpixels", lambda *_: pytest.fail("computed again"))
    assert running.parts(request(cat, network_id="vgg16")) == first


def test_others_go_on_meanwhile_and_two_who_ask_share_the_work(
    running: Any, cat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    calls = []

    def slow(image: np.ndarray, *_: object) -> np.ndarray:
        calls.append(threading.current_thread().name)
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return np.zeros(image.shape[:2], np.uint16)

    monkeypatch.setattr(operation, "superpixels", slow)

    async def collect(asked: Any) -> list[Any]:
        return [event async for event in running.engine.run(asked)]

    async def both() -> tuple[list[Any], list[Any]]:
        tasks = [asyncio.ensure_future(collect(request(cat, segments=77))) for _ in range(2)]
        await asyncio.to_thread(begun.wait, PATIENCE_S)
        assert await collect(InputsRequest(image_id=cat, network_id=LITE0))
        assert not any(task.done() for task in tasks)
        go_on.set()
        first, second = await asyncio.gather(*tasks)
        return first, second

    first, second = running.call(both())
    assert first == second
    assert isinstance(first[0], Progress)
    assert first[-1].count == 1
    assert len(calls) == 1
    assert calls[0].startswith("tetrascope-fitter")


def test_a_cancelled_request_ends_and_leaves_nothing_behind(
    running: Any, cat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(image: np.ndarray, *_: object) -> np.ndarray:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return np.zeros(image.shape[:2], np.uint16)

    monkeypatch.setattr(operation, "superpixels", slow)

    async def cancel() -> None:
        events = running.engine.run(request(cat, segments=78))
        assert isinstance(await anext(events), Progress)
        await asyncio.to_thread(begun.wait, PATIENCE_S)
        await events.aclose()
        await until(lambda: running.engine.health().running == 0)  # although the computation itself still runs
        go_on.set()

    running.call(cancel())
    monkeypatch.undo()
    assert running.parts(request(cat, segments=78))[-1].count > 1


@pytest.mark.parametrize("change", [{"image_id": "gone"}, {"network_id": "vgg17"}])
def test_unknown_names_are_refused_by_field(running: Any, cat: str, change: dict[str, Any]) -> None:
    with pytest.raises(NotFound) as caught:
        running.parts(SuperpixelsRequest(**{"image_id": cat, "network_id": LITE0, **change}))
    assert caught.value.field == next(iter(change))
