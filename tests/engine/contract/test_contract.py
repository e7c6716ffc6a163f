"""What every engine promises, see `Engine`. What it is asked for is the examples of the messages."""

import asyncio
import io
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import msgpack
import pytest
from PIL import Image
from tests.engine.contract.conftest import MAX_RUNNING, TINY, Begin, Contract
from tests.engine.contract.never_loaded import NEVER
from tests.patience import until

from tetrascope.engine.job_store import MemoryJobStore
from tetrascope.engine.jobs import Jobs
from tetrascope.errors import Busy, Failed, ImageRejected, InvalidInput, NotFound, TetrascopeError
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import KIND_OF, OPERATIONS
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import Layers, LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolRequest, Window
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest


def asked(operation: Operation, image: str) -> AnalysisRequest:
    """The operation's example, about this image and the small network."""
    example = next(each for each in operation.examples.values() if isinstance(each, operation.request))

    def about(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        ids = {"image_id": image, "network_id": TINY}
        return {key: ids.get(key) or about(inner) for key, inner in value.items()}

    return operation.request.model_validate(about(example.model_dump()))


def png(colour: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def cat(contract: Contract) -> str:
    return contract.running.sample("cat")


def held(
    contract: Contract, image: str, count: int, *, background: bool = False
) -> Sequence[AsyncGenerator[Event, None]]:
    """Analyses that keep their places, because the network that they wait for does not come."""

    async def begun() -> list[AsyncGenerator[Event, None]]:
        stuck = LayersRequest(image_id=image, network_id=NEVER)
        runs = [contract.engine.run(stuck, background=background) for _ in range(count)]
        for run in runs:
            assert isinstance(await anext(run), Progress)
        return runs

    return contract.running.call(begun())


def let_go(contract: Contract, runs: Sequence[AsyncGenerator[Event, None]]) -> None:
    async def gone() -> None:
        for run in runs:
            await run.aclose()
        await until(lambda: contract.engine.health().running == 0)

    contract.running.call(gone())


def test_it_says_how_it_is(contract: Contract) -> None:
    health = contract.engine.health()
    assert health.ready
    assert health.network_bytes > 0
    assert 0 <= health.cache_bytes <= health.cache_budget_bytes
    assert contract.engine.max_running == MAX_RUNNING


def test_it_lists_networks_and_describes_them(contract: Contract) -> None:
    networks = contract.running.call(contract.engine.networks())
    assert [(each.network_id, each.default) for each in networks] == [(TINY, True), (NEVER, False)]
    for summary in networks:
        described = contract.running.call(contract.engine.network(summary.network_id))
        assert described.summary == summary
        assert described.layers and described.stages
        assert len(described.class_names) == summary.class_count


def test_samples_are_images(contract: Contract) -> None:
    for sample in contract.running.call(contract.engine.samples())[:2]:
        assert contract.running.parts(InputsRequest(image_id=sample.image.image_id, network_id=TINY))


def test_an_image_is_known_by_its_content(contract: Contract) -> None:
    first, again, other = (contract.running.call(contract.engine.add_image(png(c))) for c in ("red", "red", "blue"))
    assert first == again
    assert first.image_id != other.image_id
    assert (first.width, first.height) == (40, 30)
    assert contract.running.parts(InputsRequest(image_id=first.image_id, network_id=TINY))


def test_what_is_no_image_is_rejected(contract: Contract) -> None:
    with pytest.raises(ImageRejected):
        contract.running.call(contract.engine.add_image(b"no image"))


@pytest.mark.parametrize("operation", list(OPERATIONS.values()), ids=list(OPERATIONS))
def test_every_operation_is_answered_in_parts_that_fold(operation: Operation, contract: Contract, cat: str) -> None:
    parts: list[Part] = contract.running.parts(asked(operation, cat))
    places = [list(operation.parts).index(KIND_OF[type(part)]) for part in parts]
    assert places == sorted(places)
    assert isinstance(operation.fold(parts), operation.answer)
    for part in parts:  # plain, so that it can go anywhere
        assert type(part).model_validate(msgpack.unpackb(encode_now(part, Form.MSGPACK))) == part


def test_a_request_is_complete_in_itself(contract: Contract, cat: str) -> None:
    """A boundary needs no pool to be asked for before."""
    pool = PoolRequest(image_id=cat, network_id=TINY, windows=[Window(size=100, stride=62)], fill="mean")
    assert contract.running.parts(BoundaryRequest(pool=pool))[0].kept >= 0
    assert isinstance(contract.running.parts(pool)[-1], Pool)


@pytest.mark.parametrize(
    ("changes", "error", "code", "field"),
    [
        ({"image_id": "0" * 32}, NotFound, "unknown_image", "image_id"),
        ({"network_id": "no-such"}, NotFound, "not_found", "network_id"),
        ({"layers": ["no-such"]}, NotFound, "not_found", "layers[0]"),
        ({"masks": [Rectangle(top=900, left=0, height=2, width=2)]}, InvalidInput, "invalid_input", "masks[0]"),
    ],
)
def test_an_error_names_what_is_wrong(
    changes: dict[str, Any], error: type[TetrascopeError], code: str, field: str, contract: Contract, cat: str
) -> None:
    with pytest.raises(error) as caught:
        contract.running.parts(LayersRequest(**{"image_id": cat, "network_id": TINY, **changes}))
    assert (type(caught.value), caught.value.code, caught.value.field) == (error, code, field)


def test_a_network_that_is_not_there_is_not_described(contract: Contract) -> None:
    with pytest.raises(NotFound) as caught:
        contract.running.call(contract.engine.network("no-such"))
    assert caught.value.field == "network_id"


def test_an_analysis_that_fails_harms_no_other(contract: Contract, cat: str) -> None:
    async def both() -> Sequence[object]:
        async def collect(request: AnalysisRequest) -> list[Event]:
            async with aclosing(contract.engine.run(request)) as events:
                return [event async for event in events]

        wrong = LayersRequest(image_id=cat, network_id=TINY, layers=["no-such"])
        right = asked(OPERATIONS["layers"], cat)
        return await asyncio.gather(collect(wrong), collect(right), return_exceptions=True)

    failed, answered = contract.running.call(both())
    assert isinstance(failed, NotFound)
    assert isinstance(answered, list)


def test_closing_an_analysis_cancels_it_whatever_it_waits_for(contract: Contract, cat: str) -> None:
    runs = held(contract, cat, 1)
    assert contract.engine.health().running == 1
    let_go(contract, runs)
    contract.never.let_fail()


def test_one_too_many_is_told_to_come_back_and_what_ends_makes_room(contract: Contract, cat: str) -> None:
    runs = held(contract, cat, MAX_RUNNING)
    with pytest.raises(Busy) as caught:
        contract.running.parts(InputsRequest(image_id=cat, network_id=TINY))
    assert caught.value.hint
    let_go(contract, runs)
    assert contract.running.parts(InputsRequest(image_id=cat, network_id=TINY))
    contract.never.let_fail()


def test_what_runs_in_the_background_has_places_of_its_own(contract: Contract, cat: str) -> None:
    behind = held(contract, cat, contract.engine.max_background, background=True)
    before = held(contract, cat, MAX_RUNNING - 1)
    assert contract.running.parts(InputsRequest(image_id=cat, network_id=TINY))
    let_go(contract, [*behind, *before])
    before = held(contract, cat, MAX_RUNNING)
    assert contract.running.call(_in_the_background(contract, InputsRequest(image_id=cat, network_id=TINY)))
    let_go(contract, before)
    contract.never.let_fail()


async def _in_the_background(contract: Contract, request: AnalysisRequest) -> list[Event]:
    return [event async for event in contract.engine.run(request, background=True)]


def test_an_analysis_can_be_a_job(contract: Contract, cat: str) -> None:
    async def kept() -> None:
        jobs = Jobs(contract.engine, MemoryJobStore())
        job = jobs.begin(asked(OPERATIONS["layers"], cat))
        await until(lambda: jobs.job(job.job_id).ended is not None)
        assert isinstance(jobs.answer(job.job_id).content, Layers)
        stuck = jobs.begin(LayersRequest(image_id=cat, network_id=NEVER))
        await until(lambda: contract.engine.health().running == 1)
        assert (await jobs.cancel(stuck.job_id)).state == "cancelled"
        await until(lambda: contract.engine.health().running == 0)
        await jobs.close()

    contract.running.call(kept())
    contract.never.let_fail()


def test_closing_it_ends_what_runs_and_does_nothing_the_second_time(begin: Begin) -> None:
    contract = begin()
    (run,) = held(contract, contract.running.sample("cat"), 1)

    async def closed() -> None:
        waiting = asyncio.ensure_future(anext(run))
        await contract.engine.close()
        with pytest.raises(Busy):
            await waiting
        await contract.engine.close()
        assert not contract.engine.health().ready
        with pytest.raises((Busy, Failed)):
            await anext(contract.engine.run(InputsRequest(image_id="0" * 32, network_id=TINY)))

    try:
        contract.running.call(closed())
    finally:
        contract.never.let_fail()
        contract.running.close()
