"""The HTTP routes about training; following a run is a request on the stream."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request

from tetrascope.api.codec import validate
from tetrascope.api.media import shown
from tetrascope.api.posted import posted_value
from tetrascope.api.server_settings import ServerSettings
from tetrascope.errors import NotFound
from tetrascope.protocol.blocks import MeasureBlocksRequest
from tetrascope.protocol.endpoints import ENDPOINTS, TRAINING_ROOT
from tetrascope.protocol.message import Message
from tetrascope.protocol.training import TrainingControlRequest, TrainingRequest
from tetrascope.training.room import TrainingRoom

Answers = Mapping[str, Callable[[Request], Awaitable[Message]]]


def training_answers(training: TrainingRoom | None, settings: ServerSettings) -> Answers:
    """What answers each endpoint about training, by its name."""
    if training is None:
        return {each.name: _no_training for each in ENDPOINTS if each.path.startswith(TRAINING_ROOT)}

    async def offer(_: Request) -> Message:
        return await training.offer()

    async def runs(_: Request) -> Message:
        return await training.runs()

    async def start(request: Request) -> Message:
        return await training.start(validate(await posted_value(request, settings), TrainingRequest))

    async def control(request: Request) -> Message:
        asked = validate(await posted_value(request, settings), TrainingControlRequest)
        return await training.control(_run(request), asked)

    async def progress(request: Request) -> Message:
        return await training.progress(_run(request))

    async def results(request: Request) -> Message:
        return await training.results(_run(request))

    async def kernels(request: Request) -> Message:
        return await training.kernels(_run(request), _epoch(request))

    async def run_blocks(request: Request) -> Message:
        return await training.run_blocks(_run(request))

    async def data_blocks(request: Request) -> Message:
        return await training.data_blocks(request.path_params["data_id"])

    async def measure_blocks(request: Request) -> Message:
        return await training.measure_blocks(validate(await posted_value(request, settings), MeasureBlocksRequest))

    return {
        "training_data": offer,
        "training_runs": runs,
        "training_start": start,
        "training_control": control,
        "training_progress": progress,
        "training_results": results,
        "training_kernels": kernels,
        "run_blocks": run_blocks,
        "data_blocks": data_blocks,
        "measure_blocks": measure_blocks,
    }


def no_training() -> NotFound:
    """What is said where there is nothing of it."""
    return NotFound(
        "Expected a server that offers training, got one that does not.",
        code="no_training",
        hint="One that conducts no user study does: tetrascope serve",
    )


async def _no_training(_: Request) -> Message:
    raise no_training()


def _run(request: Request) -> str:
    name: str = request.path_params["run"]
    return name


def _epoch(request: Request) -> int:
    """The number in the path. Raises `NotFound` where it is none."""
    number: str = request.path_params["epoch"]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise NotFound(f"Expected the number of an epoch, got {shown(number)}.", field="epoch")
    return int(number)
