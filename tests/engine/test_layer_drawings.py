"""What analyses of layers hold and whom they hold up. Steps are taken by hand, and drawing waits for a gate."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from tests.patience import PATIENCE_S

from tetrascope.engine import layer_drawing, layer_drawings
from tetrascope.engine.layer_drawing import LayerDrawing, LayerMaps
from tetrascope.engine.operations import inputs, layers
from tetrascope.engine.room import Room
from tetrascope.engine.steps import Pause, Steps
from tetrascope.engine.workspace import Workspace
from tetrascope.networks.network import Network
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.inputs import Input, InputsRequest
from tetrascope.protocol.operations.layers import ClusteredLayer, LayersRequest, Predictions
from tetrascope.protocol.part import Event as ResultEvent
from tetrascope.protocol.progress import Progress

LITE0 = "efficientnet-lite0"
DRAW = layer_drawing.draw_layers


class Drawing:
    """Stands in for `draw_layers`: draws only while the gate is open, and keeps count."""

    def __init__(self) -> None:
        self.gate = Event()
        self.layers: list[str] = []

    def __call__(self, group: list[LayerMaps], count: int, criterion: str, difference: bool) -> list[LayerDrawing]:
        assert self.gate.wait(PATIENCE_S)
        self.layers += [maps.layer.name for maps in group]
        return DRAW(group, count, criterion, difference)


@pytest.fixture
def known(workspace: Workspace, cat: str) -> Workspace:
    """A workspace that has decoded the image, so that nothing but drawings is waited for."""
    for event in inputs.run(workspace, InputsRequest(image_id=cat, network_id=LITE0)):
        if isinstance(event, Pause):
            event.until.result(PATIENCE_S)
    return workspace


@pytest.fixture
def drawing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawing]:
    """Torn down before the workspace, whose threads may wait for the gate."""
    assert workspace
    drawing = Drawing()
    monkeypatch.setattr(layer_drawings, "draw_layers", drawing)
    yield drawing
    drawing.gate.set()


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The layers of each forward pass."""
    passes: list[list[str]] = []
    activations = Network.activations

    def counted(self: Network, images: Any, layers: Any, **options: Any) -> Any:
        passes.append(list(layers))
        return activations(self, images, layers, **options)

    monkeypatch.setattr(Network, "activations", counted)
    return passes


def masked(cat: str, place: int, **choice: Any) -> LayersRequest:
    mask = Rectangle(top=place, left=place, height=20, width=20)
    return LayersRequest(image_id=cat, network_id=LITE0, masks=[mask], **choice)


def until_it_waits(steps: Steps[None]) -> tuple[list[ResultEvent], Pause | None]:
    """Its events up to where it waits for something that is not done; None where it ends before."""
    events: list[ResultEvent] = []
    for event in steps:
        if not isinstance(event, Pause):
            events.append(event)
        elif not event.until.done():
            return events, event
    return events, None


def columns(steps: Steps[None]) -> list[ClusteredLayer]:
    """All its layers; waits for what it waits for."""
    found = []
    for event in steps:
        if isinstance(event, Pause):
            event.until.exception(PATIENCE_S) if not event.until.cancelled() else None
        elif isinstance(event, ClusteredLayer):
            found.append(event)
    return found


@pytest.mark.usefixtures("drawing")
def test_predictions_are_there_while_nothing_is_drawn_yet(cat: str, known: Workspace) -> None:
    events, pause = until_it_waits(layers.run(known, masked(cat, 10)))
    assert [type(event) for event in events] == [Predictions]
    assert pause is not None


@pytest.mark.usefixtures("known")
def test_others_go_on_while_layers_are_drawn(running: Any, cat: str, drawing: Drawing) -> None:
    """The thread that takes turns never waits for the threads that draw."""

    async def scenario() -> list[ResultEvent]:
        layers = running.engine.run(masked(cat, 20))
        await anext(layers)
        inputs = [event async for event in running.engine.run(InputsRequest(image_id=cat, network_id=LITE0))]
        await layers.aclose()
        return inputs

    assert [type(event) for event in running.call(scenario())] == [Input]
    assert drawing.layers == []


def test_a_layer_is_drawn_once_for_all_who_ask(
    cat: str, known: Workspace, drawing: Drawing, passes: list[list[str]]
) -> None:
    one, other = (layers.run(known, masked(cat, 30)) for _ in range(2))
    until_it_waits(one)
    until_it_waits(other)
    drawing.gate.set()
    assert columns(other) == columns(one)
    assert len(passes) == 1
    assert len(drawing.layers) == len(set(drawing.layers)) == 18
    assert known.drawn_soon == {}


def test_two_requests_that_go_in_step_make_one_pass(
    cat: str, known: Workspace, drawing: Drawing, passes: list[list[str]]
) -> None:
    drawing.gate.set()
    both = [layers.run(known, masked(cat, 70)) for _ in range(2)]
    found: list[list[ResultEvent]] = [[], []]
    under_way = [True, True]
    while any(under_way):
        for place, steps in enumerate(both):
            event = next(steps, None)
            under_way[place] = event is not None
            if isinstance(event, Pause):
                event.until.result(PATIENCE_S)
            elif event is not None:
                found[place].append(event)
    first, second = ([event for event in events if not isinstance(event, Progress)] for events in found)
    assert first == second
    assert len(passes) == 1
    assert len(drawing.layers) == len(set(drawing.layers)) == 18


def test_who_waits_for_a_layer_goes_on_where_the_one_that_began_it_leaves(
    cat: str, known: Workspace, drawing: Drawing
) -> None:
    expected = [layer.name for layer in shown_layers(known)]
    one, other = (layers.run(known, masked(cat, 40)) for _ in range(2))
    until_it_waits(one)
    until_it_waits(other)
    one.close()
    drawing.gate.set()
    assert [column.layer for column in columns(other)] == expected
    assert known.map_room.held == 0


def shown_layers(workspace: Workspace) -> list[Layer]:
    network = workspace.networks._here(workspace.networks._entry(LITE0))
    assert network is not None
    return [layer for layer in network.layers if layer.shown]


def test_a_dropped_analysis_gives_its_room_back_and_draws_no_more(cat: str, known: Workspace, drawing: Drawing) -> None:
    steps = layers.run(known, masked(cat, 50))
    until_it_waits(steps)
    assert known.map_room.held > 0
    steps.close()
    drawing.gate.set()
    known.threads.close()
    known.threads.join()
    assert len(drawing.layers) <= 1
    assert known.map_room.held == 0
    assert known.drawn_soon == {}


def test_what_nobody_reads_holds_no_feature_maps(cat: str, known: Workspace, drawing: Drawing) -> None:
    """Everything is drawn at once, so that maps are let go of whether or not anybody reads."""
    steps = layers.run(known, masked(cat, 60))
    until_it_waits(steps)
    drawing.gate.set()
    for soon in list(known.drawn_soon.values()):
        soon.group.result(PATIENCE_S)
    known.threads.line().submit(lambda: None).result(PATIENCE_S)
    assert len(drawing.layers) == 18
    assert known.map_room.held == 0


def test_a_pass_waits_until_there_is_room_for_its_maps(
    cat: str, known: Workspace, drawing: Drawing, passes: list[list[str]]
) -> None:
    size = sum(layer.bytes for layer in shown_layers(known))
    known.map_room = Room(2 * size)
    several = [layers.run(known, masked(cat, place)) for place in (70, 80, 90)]
    began = [len(until_it_waits(steps)[0]) for steps in several]
    assert began == [1, 1, 0]
    assert len(passes) == 2
    assert known.map_room.held == 2 * size
    drawing.gate.set()
    for steps in several:
        assert len(columns(steps)) == 18
    assert known.map_room.held == 0


def test_an_analysis_is_ahead_of_its_reader_by_its_share_only(
    cat: str, known: Workspace, drawing: Drawing, passes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.gate.set()
    whole = columns(layers.run(known, masked(cat, 100, clusters=8)))
    passes.clear()
    small = replace(known.settings, unread_bytes=64 * 120_000)
    monkeypatch.setattr(known, "settings", small)
    for cache in (known.results, known.activations):
        cache.budget = 0
    steps = layers.run(known, masked(cat, 110, clusters=8))
    next(event for event in steps if isinstance(event, Predictions))
    assert len(passes) == 1
    ahead = len(known.drawn_soon)
    assert 1 <= ahead < 18
    assert len(columns(steps)) == 18
    assert sum(map(len, passes)) == 18
    assert len(passes) > 1
    assert [column.layer for column in whole] == [name for layers in passes for name in layers]


def test_layers_that_no_cache_keeps_are_computed_once_in_an_analysis(
    cat: str, known: Workspace, drawing: Drawing, passes: list[list[str]]
) -> None:
    drawing.gate.set()
    for cache in (known.results, known.activations):
        cache.budget = 0
    assert len(columns(layers.run(known, masked(cat, 120)))) == 18
    assert [len(layers) for layers in passes] == [18]


def test_a_layer_larger_than_all_bounds_is_drawn_alone(
    cat: str, known: Workspace, drawing: Drawing, passes: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.gate.set()
    monkeypatch.setattr(known, "settings", replace(known.settings, work_bytes=1, unread_bytes=1))
    known.map_room = Room(1)
    known.activations.budget = 0
    names = ["stem_conv", "block1a_project_conv", "head_conv"]
    assert len(columns(layers.run(known, masked(cat, 130, layers=names)))) == 3
    assert passes == [[name] for name in names]
