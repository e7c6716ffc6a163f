"""The networks an engine has loaded."""

import gc
import logging
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from tetrascope.engine.cache import Cache
from tetrascope.engine.settings import EngineSettings
from tetrascope.engine.steps import Steps, wait_for
from tetrascope.engine.workers import Workers
from tetrascope.errors import Busy
from tetrascope.networks.answers import CATALOG_ANSWERS, Answers
from tetrascope.networks.catalog import CATALOG, describe_network, find_entry, load_network
from tetrascope.networks.catalog_entry import CatalogEntry
from tetrascope.networks.network import Network
from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.own_model import OwnModel, load_own_model
from tetrascope.networks.scaling_check import scaling_warnings
from tetrascope.networks.weights import WeightSources, weights_status
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.networks import NetworkDescription, NetworkOutput, NetworkSummary
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.weights import WeightsStatus

logger = logging.getLogger(__name__)


class Networks:
    """Loads networks of the catalog on a thread of its own and keeps them within a budget.

    Never downloads: a network whose weights are not here is refused with the command that brings them.

    Args:
        sources: where weights may come from.
        default: the network to begin with.
        own: a model of the operator's own, which then is the network to begin with; it stays loaded.
        budget: bytes that the parameters of loaded networks of the catalog may take.
        masked_pass_bytes: the memory of each network's `MaskedPass`.
    """

    def __init__(
        self, *, sources: WeightSources, default: str, own: OwnModel | None, budget: int, masked_pass_bytes: int
    ) -> None:
        self.sources = sources
        self.default_id = find_entry(default).network_id if own is None else own.network_id
        self._own_model = own
        self._masked_pass_bytes = masked_pass_bytes
        self._own: Network | None = None
        self.warnings: list[str] = []
        """What looked wrong when the model of one's own was loaded, in sentences for a person."""
        self._loaded: Cache[Network] = Cache(budget)
        self._described: dict[str, Future[NetworkDescription]] = {}
        self._loading: dict[str, Future[Network]] = {}
        self._passes: WeakKeyDictionary[Network, Future[MaskedPass]] = WeakKeyDictionary()
        self._lock = Lock()
        self._loader = Workers(1, name="tetrascope-networks")
        self._preparer = Workers(1, name="tetrascope-masked-passes")
        self._describer = Workers(1, name="tetrascope-descriptions")

    def close(self) -> None:
        """Answer everyone who waits for a network with `Busy`; a loading under way is left alone."""
        for workers in (self._loader, self._preparer, self._describer):
            workers.close()

    def load_default(self) -> None:
        """Load the network to begin with; blocks. Errors as of `load_network` and `load_own_model`."""
        if self._own_model is None:
            self._load(find_entry(self.default_id)).result()
        else:
            self._own, self.warnings = self._loader.submit(_load_own, self._own_model).result()
            self._prepare_soon(self._own)

    @property
    def size(self) -> int:
        """Bytes that the parameters of the loaded networks take."""
        own = 0 if self._own is None else self._own.bytes
        return self._loaded.size + own

    @property
    def own_summary(self) -> NetworkSummary | None:
        """What is said of the model of one's own; None where there is none."""
        return None if self._own is None else _summary_of_own(self._own, self.warnings)

    def summaries(self) -> list[NetworkSummary]:
        """The model of one's own, then the catalog in its order."""
        own = [] if self.own_summary is None else [self.own_summary]
        return own + [self.summary(entry) for entry in CATALOG.values()]

    def get(self, network_id: str) -> Steps[Network]:
        """The network, loaded if need be; errors as of `load_network`."""
        if self._own is not None and network_id == self._own.network_id:
            return self._own
        entry = find_entry(network_id)
        network = self._loaded.get(entry.network_id)
        if network is None:
            yield Progress(done=0, total=1, seconds_left=None, stage=f"Loading {entry.title}")
            network = yield from wait_for(self._load(entry))
        return network

    def masked_pass(self, network: Network) -> Steps[MaskedPass]:
        """How the network answers to masked images; compiled in the background since the network was loaded."""
        passes = yield from wait_for(self._prepare(network))
        self._forget_images(of_others_than=passes)
        return passes

    def _forget_images(self, *, of_others_than: MaskedPass) -> None:
        """One network at a time keeps an image's maps, which may take hundreds of megabytes."""
        with self._lock:
            done = [future for future in self._passes.values() if future.done() and not future.cancelled()]
            prepared = [future.result() for future in done]
        for passes in prepared:
            if passes is not of_others_than:
                passes.forget_image()

    def _prepare(self, network: Network) -> "Future[MaskedPass]":
        """Start to prepare a network's masked pass, or join that under way."""
        with self._lock:
            if network not in self._passes:
                self._passes[network] = self._preparer.submit(_prepared, network, self._masked_pass_bytes)
            return self._passes[network]

    def input_of(self, network_id: str) -> NetworkInput:
        """What goes into a network, which is not loaded for it; NotFound for an unknown one."""
        if self._own is not None and network_id == self._own.network_id:
            return self._own.input
        return find_entry(network_id).input

    def describe(self, network_id: str) -> "Future[NetworkDescription]":
        """A network's layers and geometry; done at once where it was asked for before. NotFound at once."""
        if self._own is not None and network_id == self._own.network_id:
            return _done(_description(self._own, _summary_of_own(self._own, self.warnings)))
        entry = find_entry(network_id)
        with self._lock:
            known = self._described.get(entry.network_id)
            if known is not None and (not known.done() or known.exception() is None):
                return known
            future = self._describer.submit(self._describe, entry)
            self._described[entry.network_id] = future
            return future

    def _describe(self, entry: CatalogEntry) -> NetworkDescription:
        """On a thread of its own, and only while nothing is loaded: an analysis may wait for that."""
        while loading := list(self._loading.values()):
            wait(loading)
        network = self._loaded.get(entry.network_id) or describe_network(entry.network_id)
        return _description(network, self.summary(entry))

    def _load(self, entry: CatalogEntry) -> "Future[Network]":
        """Start to load, or join the loading under way."""
        with self._lock:
            future = self._loading.get(entry.network_id)
            if future is None:
                future = self._loader.submit(lambda: self._load_now(entry))
                self._loading[entry.network_id] = future
                future.add_done_callback(lambda _: self._loading.pop(entry.network_id, None))
            return future

    def _load_now(self, entry: CatalogEntry) -> Network:
        network = self._loaded.get(entry.network_id)
        if network is None:
            network = load_network(entry.network_id, self.sources)
            _warm_up(network)
            self._loaded.put(entry.network_id, network, network.bytes)
            gc.collect()  # frees the networks that had to leave, which are cycles
            self._prepare_soon(network)
        return network

    def _prepare_soon(self, network: Network) -> None:
        with suppress(Busy):  # the engine is being closed
            self._prepare(network)

    def summary(self, entry: CatalogEntry) -> NetworkSummary:
        """What the list of networks says of an entry, as of now."""
        return NetworkSummary(
            network_id=entry.network_id,
            title=entry.title,
            input_height=entry.input_height,
            input_width=entry.input_width,
            input_channels=entry.input.channels,
            fit=entry.input.fit,
            class_count=entry.class_count,
            default=entry.network_id == self.default_id,
            weights=weights_status(entry, self.sources),
            output=_output(CATALOG_ANSWERS),
            warnings=[],
        )


def _prepared(network: Network, memory: int) -> MaskedPass:
    passes = MaskedPass(network, memory=memory)
    try:
        passes.prepare()
    except Exception as error:
        # A model of one's own may do what nobody thought of; it still answers, at the speed of plain batching.
        why = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        logger.warning("masked images of %s are computed whole: %s", network.title, why)
        logger.debug("why they are", exc_info=True)
        passes.incremental = False
    return passes


def _load_own(own: OwnModel) -> tuple[Network, list[str]]:
    """The network, and what looks wrong about it."""
    network = load_own_model(own)
    _warm_up(network)
    photos = [decode_photo(sample.read(), max_pixels=EngineSettings.max_image_pixels) for sample in SAMPLES]
    return network, [*network.warnings, *scaling_warnings(network, photos)]


def _summary_of_own(network: Network, warnings: list[str]) -> NetworkSummary:
    megabytes = round(network.bytes / 1e6, 1)
    return NetworkSummary(
        network_id=network.network_id,
        title=network.title,
        input_height=network.input_height,
        input_width=network.input_width,
        input_channels=network.input.channels,
        fit=network.input.fit,
        class_count=network.class_count,
        default=True,
        weights=WeightsStatus(available=True, source="file", megabytes=megabytes, how_to_get=None),
        output=_output(network.answers),
        warnings=warnings,
    )


def _output(answers: Answers) -> NetworkOutput:
    return NetworkOutput(kind=answers.kind, decided=answers.decided)


def _done(value: NetworkDescription) -> "Future[NetworkDescription]":
    future: Future[NetworkDescription] = Future()
    future.set_result(value)
    return future


def _description(network: Network, summary: NetworkSummary) -> NetworkDescription:
    return NetworkDescription(
        summary=summary,
        parameters=network.parameters,
        class_names=[network.class_name(index) for index in range(network.class_count)],
        layers=list(network.layers),
        stages=list(network.stages),
    )


def _warm_up(network: Network) -> None:
    """Run the passes that requests will ask for once, so that no request pays for their compilation."""
    images = np.zeros((2, *network.input.size, 3), np.uint8)
    network.logits(images[:1])
    network.logits(images)  # a second batch size compiles the pass for every size
    network.activations(images[:1], [layer.name for layer in network.layers if layer.shown])
