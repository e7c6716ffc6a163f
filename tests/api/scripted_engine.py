"""An engine without networks, for tests of the transport: the image's name says what happens."""

import asyncio
from collections.abc import AsyncGenerator

from tetrascope.errors import Busy, InvalidInput, NotFound
from tetrascope.networks.fit import Fitting, framing_of
from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.health import EngineHealth
from tetrascope.protocol.images import ImageInfo, Sample
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.networks import NetworkDescription, NetworkOutput, NetworkSummary
from tetrascope.protocol.operations import OPERATION_OF
from tetrascope.protocol.operations.activations import Activations, ActivationsRequest, FeatureMap
from tetrascope.protocol.operations.inputs import Input, InputsRequest
from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer, LayersRequest, Predictions
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolImage, PoolRequest, PoolVertex, Window
from tetrascope.protocol.operations.superpixels import Superpixels, SuperpixelsRequest
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.receptive_field import Stage
from tetrascope.protocol.request import AnalysisRequest, PhotoRequest
from tetrascope.protocol.tensor import Tensor
from tetrascope.protocol.weights import WeightsStatus

CAT = ClassScore(label=ClassLabel(index=281, name="tabby", meaning="a grey cat"), probability=0.75)
INFO = ImageInfo(image_id="cat", width=4, height=3)
FRAMING = framing_of(3, 4, 4, 4, Fitting())
SUMMARY = NetworkSummary(
    network_id="tiny",
    title="Tiny",
    input_height=4,
    input_width=4,
    input_channels=3,
    fit="crop",
    class_count=10,
    default=True,
    weights=WeightsStatus(available=True, source="random", megabytes=0.0, how_to_get=None),
    output=NetworkOutput(kind="exclusive", decided="The numbers are logits."),
    warnings=[],
)


def tensor(*shape: int, data: bytes | None = None) -> Tensor:
    size = 1
    for length in shape:
        size *= length
    return Tensor(
        shape=list(shape), dtype="u1", scale=0.5, offset=-1.0, data=data or bytes(index % 256 for index in range(size))
    )


def clustered_layer(position: int) -> ClusteredLayer:
    cluster = Cluster(index=0, channels=[0, 1], mean_entropy=0.5, explained_variance=None, representative=tensor(2, 2))
    return ClusteredLayer(
        position=position,
        layer=f"conv{position}",
        channels=2,
        height=2,
        width=2,
        entropies=[0.4, 0.6],
        clusters=[cluster],
    )


def progress(done: int, total: int = 4) -> Progress:
    return Progress(done=done, total=total, seconds_left=None, stage="working")


class ScriptedEngine:
    """Answers by the request's `image_id`:

    `broken`   raises RuntimeError after the first part
    `refused`  raises InvalidInput at once
    `silent`   yields nothing until it is closed by its reader
    `patient`  yields nothing until the engine is closed, as the real one's do
    `endless`  yields parts for ever
    `chatty`   yields 1000 times progress, then its part
    `empty`    ends without a part
    `big`      yields five parts of 1 MB
    """

    def __init__(self) -> None:
        self.begun: list[AnalysisRequest] = []
        self.ended: list[AnalysisRequest] = []
        self.yielded = 0
        self.uploads: list[bytes] = []
        self.open = False
        self.closed = asyncio.Event()

    async def start(self) -> None:
        self.open = True

    async def close(self) -> None:
        self.open = False
        self.closed.set()

    max_running = 64
    max_background = 2

    def health(self) -> EngineHealth:
        running = len(self.begun) - len(self.ended)
        return EngineHealth(
            ready=self.open,
            device="none",
            running=running,
            cache_bytes=1,
            cache_budget_bytes=2,
            network_bytes=3,
            network_budget_bytes=4,
        )

    async def networks(self) -> list[NetworkSummary]:
        return [SUMMARY]

    async def network(self, network_id: str) -> NetworkDescription:
        if network_id == "explode":
            raise RuntimeError("secret path /root/x")
        if network_id != "tiny":
            raise NotFound(f"Expected a network of the catalog, got {network_id!r}.", field="network_id", hint="tiny")
        layer = Layer(
            name="conv0", kind="convolution", output="relu", height=2, width=2, channels=2, stage=1, shown=True
        )
        stages = [Stage(name="input", height=4, width=4, edges=[])]
        return NetworkDescription(
            summary=SUMMARY, parameters=8, class_names=[CAT.label.name], layers=[layer], stages=stages
        )

    async def samples(self) -> list[Sample]:
        return [Sample(name="cat", image=INFO, title="A cat", credit="nobody", thumbnail=b"\xff\xd8\xfb\xef")]

    async def add_image(self, data: bytes) -> ImageInfo:
        self.uploads.append(data)
        return INFO

    async def run(self, request: AnalysisRequest, *, background: bool = False) -> AsyncGenerator[Event, None]:  # noqa: ARG002
        self.begun.append(request)
        try:
            async for event in self._script(request):
                await asyncio.sleep(0)
                self.yielded += 1
                yield event
        finally:
            self.ended.append(request)

    async def _script(self, request: AnalysisRequest) -> AsyncGenerator[Event, None]:
        about = getattr(request, "pool", request)
        assert isinstance(about, PhotoRequest)
        image = about.image_id
        if image == "refused":
            raise InvalidInput("Expected a layer of the network, got 'x'.", field="layers[0]", hint="See the network.")
        if image == "patient":
            await self.closed.wait()
            raise Busy("The engine shut down.")
        if image == "silent":
            await asyncio.Event().wait()
        if image == "empty":
            return
        if image == "chatty":
            for done in range(1000):
                yield progress(done, 1000)
        if image == "endless":
            position = 0
            while True:
                yield clustered_layer(position)
                position += 1
        if image == "big":
            for position in range(5):
                maps = [FeatureMap(channel=0, entropy=0.5, map=tensor(1000, 1000, data=bytes(1_000_000)))]
                yield Activations(layer=f"conv{position}", height=1000, width=1000, maps=maps)
            return
        for event in _answer(request):
            yield event
            if image == "broken":
                raise RuntimeError("secret path /root/x")


def _answer(request: AnalysisRequest) -> list[Event]:
    if isinstance(request, LayersRequest):
        predictions = Predictions(image=tensor(4, 4, 3), framing=FRAMING, masks=list(request.masks), classes=[CAT])
        return [predictions, progress(1), clustered_layer(0), progress(2), clustered_layer(1)]
    if isinstance(request, ActivationsRequest):
        maps = [FeatureMap(channel=0, entropy=0.5, map=tensor(2, 2))]
        return [progress(1), Activations(layer=request.layer, height=2, width=2, maps=maps)]
    if isinstance(request, PoolRequest):
        return [progress(1), _batch(), progress(2), _pool()]
    if isinstance(request, InputsRequest):
        return [Input(image=tensor(4, 4, 3), framing=FRAMING, fill_image=tensor(4, 4, 3))]
    if isinstance(request, SuperpixelsRequest):
        labels = Tensor(shape=[1, 2], dtype="u2", scale=1.0, offset=0.0, data=bytes([0, 0, 1, 0]))
        return [progress(0, 1), Superpixels(count=2, labels=labels)]
    examples = OPERATION_OF[type(request)].examples.values()
    last_of_kind = {type(example): example for example in examples if isinstance(example, Part)}
    return [progress(1), *last_of_kind.values()]


def _image() -> PoolImage:
    return PoolImage(
        index=0,
        window=0,
        mask=Rectangle(top=0, left=0, height=2, width=2),
        label=CAT.label.index,
        probability=0.75,
        original_probability=0.75,
        kept=True,
        probabilities=[0.75, 0.0, 0.0, 0.0],
        position=[0.0, 0.0, 1.0],
        outside=0.25,
        represents=None,
    )


def _vertex() -> PoolVertex:
    return PoolVertex(label=CAT.label, position=[0.0, 0.0, 1.0], mean_probability=0.75)


def _batch() -> PoolBatch:
    windows = [Window(size=2, stride=1)]
    return PoolBatch(
        original=CAT,
        examined=CAT,
        windows=windows,
        vertices=[_vertex()],
        relabelled=True,
        images=[_image()],
        labels=[CAT.label],
    )


def _pool() -> Pool:
    return Pool(
        original=CAT,
        examined=CAT,
        image=tensor(4, 4, 3),
        framing=FRAMING,
        fill_image=tensor(4, 4, 3),
        windows=[Window(size=2, stride=1)],
        vertices=[_vertex()],
        images=[_image()],
        labels=[CAT.label],
        importance=tensor(4, 4),
    )
