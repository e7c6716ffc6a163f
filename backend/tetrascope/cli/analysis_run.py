"""Runs an image through an engine and draws what comes back."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError

from tetrascope import __version__
from tetrascope.cli.progress_reporter import Reporter
from tetrascope.cli.wanted import Wanted
from tetrascope.engine.build import build_engine
from tetrascope.engine.engine import Engine
from tetrascope.engine.settings import own_image_settings
from tetrascope.photos.photo_file import PhotoFile
from tetrascope.protocol.complaint import complaint
from tetrascope.protocol.merged_labels import MergedLabel
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkSummary
from tetrascope.protocol.operations import OPERATION_OF
from tetrascope.protocol.operations.boundaries import Boundary, BoundaryRequest
from tetrascope.protocol.operations.layers import Layers, LayersRequest
from tetrascope.protocol.operations.pools import Pool
from tetrascope.protocol.part import Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.report.analysis import Analysis, analysis_json
from tetrascope.report.importance_picture import draw_importance
from tetrascope.report.markup import png
from tetrascope.report.page import make_page
from tetrascope.report.pool_picture import draw_pool
from tetrascope.report.structure_picture import draw_structure
from tetrascope.scope.label import find_label
from tetrascope.scope.merged import read_merged

Answer = TypeVar("Answer", bound=Message)


async def analyze(image: PhotoFile, wanted: Wanted, reporter: Reporter) -> Analysis:
    """Both scenes; errors as of the engine."""
    async with started_engine(wanted, reporter) as engine:
        return await analyze_with(engine, image, wanted, reporter)


@asynccontextmanager
async def started_engine(wanted: Wanted, reporter: Reporter) -> AsyncIterator[Engine]:
    """An engine with the network that is wanted, loaded."""
    network_id = wanted.layers.network_id
    engine = build_engine(
        replace(
            own_image_settings(wanted.shown_values),
            default_network=network_id,
            network_sources=wanted.sources,
        )
    )
    reporter.show("Loading the network")
    await engine.start()
    try:
        yield engine
    finally:
        await engine.close()


async def analyze_with(engine: Engine, image: PhotoFile, wanted: Wanted, reporter: Reporter) -> Analysis:
    """The same by an engine that is started."""
    network_id = wanted.layers.network_id
    info = await engine.add_image(image.data)
    whose = {"image_id": info.image_id, "merged": await _merged(engine, wanted)}
    layers_request = wanted.layers.model_copy(
        update={**whose, "layers": await _layer_names(engine, network_id, wanted.layer_names)}
    )
    label = await _label(engine, network_id, wanted)
    pool_request = wanted.pool.model_copy(update={**whose, "label": label})
    layers = await _ask(engine, layers_request, Layers, reporter)
    pool = await _ask(engine, pool_request, Pool, reporter)
    reporter.show("Finding the boundary")
    boundary = await _ask(engine, BoundaryRequest(pool=pool_request), Boundary, reporter)
    return Analysis(
        tetrascope=__version__,
        image_name=image.name,
        image=info,
        network=await network_summary(engine, network_id),
        layers_request=layers_request,
        pool_request=pool_request,
        layers=layers,
        pool=pool,
        boundary=boundary,
    )


def draw(analysis: Analysis, reporter: Reporter) -> dict[str, bytes]:
    """The files of an analysis, by name."""
    reporter.show("Drawing")
    structure = png(draw_structure(analysis.layers, analysis.subject))
    pool = png(draw_pool(analysis.pool, analysis.boundary, analysis.subject))
    importance = png(draw_importance(analysis.pool, analysis.subject))
    page = make_page(analysis, structure=structure, pool=pool, importance=importance)
    return {
        "index.html": page.encode(),
        "structure.png": structure,
        "pool.png": pool,
        "importance.png": importance,
        "analysis.json": analysis_json(analysis).encode(),
    }


async def _ask(engine: Engine, request: AnalysisRequest, kind: type[Answer], reporter: Reporter) -> Answer:
    """The whole answer, of the request's operation's kind; progress goes to the reporter."""
    parts: list[Part] = []
    async for event in engine.run(request):
        if isinstance(event, Progress):
            reporter.show(event.stage, event.done, event.total, event.seconds_left)
        else:
            parts.append(event)
    answer = OPERATION_OF[type(request)].whole(parts)
    assert isinstance(answer, kind)
    return answer


async def network_summary(engine: Engine, network_id: str) -> NetworkSummary:
    """What the engine says of a network of its catalog."""
    return (await engine.network(network_id)).summary


async def _label(engine: Engine, network_id: str, wanted: Wanted) -> int | None:
    """Index of the label to examine; those of merged labels follow on those of all classes."""
    if wanted.label is None:
        return None
    return find_label(wanted.label, [*(await engine.network(network_id)).class_names, *wanted.merged])


async def _merged(engine: Engine, wanted: Wanted) -> list[MergedLabel]:
    if not wanted.merged:
        return []
    names = (await engine.network(wanted.layers.network_id)).class_names
    body = {**wanted.layers.model_dump(), "merged": read_merged(wanted.merged, names)}
    try:
        return LayersRequest.model_validate(body).merged
    except ValidationError as error:
        raise complaint(error, body) from None


async def _layer_names(engine: Engine, network_id: str, wanted: Sequence[str] | None) -> list[str] | None:
    if wanted is None:
        return None
    if list(wanted) == ["all"]:
        return [layer.name for layer in (await engine.network(network_id)).layers]
    return list(wanted)
