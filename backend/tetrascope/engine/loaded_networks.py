"""The networks an engine has loaded."""

import gc
import logging
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Lock
from weakref import WeakKeyDictionary, WeakSet

import numpy as np

from tetrascope.engine.cache import Cache
from tetrascope.engine.network_messages import description_of, summary_of
from tetrascope.engine.steps import Steps, wait_for
from tetrascope.engine.workers import Workers
from tetrascope.errors import Busy, TetrascopeError
from tetrascope.networks.catalog import no_such_network
from tetrascope.networks.network import Network
from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.source import NetworkEntry, NetworkSource
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.progress import Progress

logger = logging.getLogger(__name__)

_CUT_COPIES = 3
"""Copies for which a cut network is compiled: the clusters of a layer, where nobody chose another number."""


class Networks:
    """Loads networks on a thread of its own and keeps them within a budget.

    Those of which their source knows nothing before they are loaded are loaded at the start, and stay.
    Never downloads: a network whose weights are not here is refused with the command that brings them.

    Args:
        sources: where networks come from; of two with the same id the first counts.
        default: the network to begin with; None for the first.
        budget: bytes that the parameters of loaded networks may take, besides those that stay.
        pass_bytes: the memory of each network's `MaskedPass`.

    Raises:
        NotFound: no source has the network to begin with.
    """

    def __init__(self, sources: Sequence[NetworkSource], *, default: str | None, budget: int, pass_bytes: int) -> None:
        self._sources = sources
        self.default_id = next(self._entries()).network_id if default is None else self._entry(default).network_id
        self._pass_bytes = pass_bytes
        self._stay: dict[str, Network] = {}
        self._loaded: Cache[Network] = Cache(budget)
        self._described: dict[str, Future[NetworkDescription]] = {}
        self._loading: dict[str, Future[Network]] = {}
        self._passes: WeakKeyDictionary[Network, Future[MaskedPass]] = WeakKeyDictionary()
        self._cut: WeakSet[Network] = WeakSet()
        self._lock = Lock()
        self._closed = False
        self._loader = Workers(1, name="tetrascope-networks")
        self._preparer = Workers(1, name="tetrascope-masked-passes")
        self._describer = Workers(1, name="tetrascope-descriptions")

    def close(self) -> None:
        """Answer everyone who waits for a network with `Busy`; a loading under way is left alone."""
        self._closed = True
        for workers in (self._loader, self._preparer, self._describer):
            workers.close()

    def load_first(self) -> None:
        """Load what is loaded at the start: blocks. Errors as of `NetworkEntry.load`; of several, a note says which."""
        unknown = [entry for entry in self._entries() if entry.summary() is None]
        for entry in unknown:
            try:
                self._load(entry).result()
            except TetrascopeError as error:
                if len(unknown) > 1:
                    error.add_note(f"That was {entry.title}.")
                raise
        self._load(self._entry(self.default_id)).result()

    @property
    def size(self) -> int:
        """Bytes that the parameters of the loaded networks take."""
        return self._loaded.size + sum(network.bytes for network in self._stay.values())

    def summaries(self) -> list[NetworkSummary]:
        """Every network of which something is known, source by source; before them the one to begin with if none is."""
        known = [summary for summary in map(self._summary, self._entries()) if summary is not None]
        if all(summary.network_id != self.default_id for summary in known):
            first = self._summary(self._entry(self.default_id))
            return [*([] if first is None else [first]), *known]
        return known

    def get(self, network_id: str) -> Steps[Network]:
        """The network, loaded if need be; NotFound where there is none, else errors as of `NetworkEntry.load`."""
        entry = self._entry(network_id)
        network = self._here(entry)
        if network is None:
            yield Progress(done=0, total=1, seconds_left=None, stage=f"Loading {entry.title}")
            network = yield from wait_for(self._load(entry))
        return network

    def masked_pass(self, network: Network) -> Steps[MaskedPass]:
        """How the network answers to masked images; compiled in the background since the network was loaded."""
        passes = yield from wait_for(self._prepare(network))
        self._forget_images(of_others_than=passes)
        return passes

    def cut_soon(self, network: Network) -> None:
        """Cut a network at the layers that it shows, and compile that, in the background, once: to switch maps off is
        what comes after looking at the layers, and the compiler takes seconds."""
        if network in self._cut:
            return
        self._cut.add(network)
        with suppress(Busy):  # the engine is being closed
            self._preparer.submit(self._cut_now, network)

    def _cut_now(self, network: Network) -> None:
        shown = [layer.name for layer in network.layers if layer.shown]
        if not shown or self._closed:
            return
        try:
            stretches = network.stretches(shown)
            if stretches.kept_bytes + _CUT_COPIES * stretches.bytes_per_image(shown[0]) > self._pass_bytes:
                return
            image = np.zeros((1, *network.input.size, 3), np.uint8)
            for _ in stretches.warm_up(network.input.prepare(image), _CUT_COPIES):
                if self._closed:
                    return
        except Exception as error:  # whoever asks is told what is wrong
            logger.debug("%s could not be cut in the background: %s", network.title, error, exc_info=True)

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
                self._passes[network] = self._preparer.submit(self._prepared, network)
            return self._passes[network]

    def _prepared(self, network: Network) -> MaskedPass:
        passes = MaskedPass(network, memory=self._pass_bytes)
        try:
            passes.prepare()
        except Exception as error:
            if self._closed or sys.is_finalizing():
                raise  # nobody waits, and a process that ends meanwhile takes Keras's modules apart
            # A model of one's own may do what nobody thought of; it still answers, at the speed of plain batching.
            why = f"{type(error).__name__}: {error}".splitlines()[0][:200]
            logger.warning("masked images of %s are computed whole: %s", network.title, why)
            logger.debug("why they are", exc_info=True)
            passes.incremental = False
        return passes

    def input_of(self, network_id: str) -> NetworkInput:
        """What goes into a network, which is not loaded for it; NotFound for an unknown one."""
        entry = self._entry(network_id)
        stays = self._stay.get(_key(entry))
        found = entry.input if stays is None else stays.input
        if found is None:  # it is still to be loaded
            raise no_such_network(network_id, [each.network_id for each in self._entries()])
        return found

    def describe(self, network_id: str) -> "Future[NetworkDescription]":
        """A network's layers and geometry; done at once where it was asked for before. NotFound at once."""
        entry = self._entry(network_id)
        if _key(entry) in self._stay:
            return _done(self._describe(entry))
        with self._lock:
            known = self._described.get(_key(entry))
            if known is not None and (not known.done() or known.exception() is None):
                return known
            future = self._describer.submit(self._describe, entry)
            self._described[_key(entry)] = future
            return future

    def _describe(self, entry: NetworkEntry) -> NetworkDescription:
        """Of one that is not here only while nothing is loaded: an analysis may wait for that."""
        while self._here(entry) is None and (loading := list(self._loading.values())):
            wait(loading)
        network = self._here(entry) or entry.describe()
        return description_of(network, self._summary(entry) or summary_of(network))

    def _entries(self) -> Iterator[NetworkEntry]:
        return (entry for source in self._sources for entry in source.entries())

    def _entry(self, network_id: str) -> NetworkEntry:
        for source in self._sources:
            entry = source.entry(network_id)
            if entry is not None:
                return entry
        raise no_such_network(network_id, [entry.network_id for entry in self._entries()])

    def _here(self, entry: NetworkEntry) -> Network | None:
        """The network where it is loaded."""
        return self._stay.get(_key(entry)) or self._loaded.get(_key(entry))

    def _summary(self, entry: NetworkEntry) -> NetworkSummary | None:
        """What the list of networks says of an entry, as of now; None where nothing is known yet."""
        stays = self._stay.get(_key(entry))
        summary = entry.summary() if stays is None else summary_of(stays)
        return summary and summary.model_copy(update={"default": entry.network_id == self.default_id})

    def _load(self, entry: NetworkEntry) -> "Future[Network]":
        """Start to load, or join the loading under way."""
        with self._lock:
            future = self._loading.get(_key(entry))
            if future is None:
                future = self._loader.submit(lambda: self._load_now(entry))
                self._loading[_key(entry)] = future
                future.add_done_callback(lambda _: self._loading.pop(_key(entry), None))
            return future

    def _load_now(self, entry: NetworkEntry) -> Network:
        network = self._here(entry)
        if network is None:
            network = entry.load()
            _warm_up(network)
            if entry.summary() is None:
                self._stay[_key(entry)] = network
            else:
                self._loaded.put(_key(entry), network, network.bytes)
            gc.collect()  # frees the networks that had to leave, which are cycles
            self._prepare_soon(network)
        return network

    def _prepare_soon(self, network: Network) -> None:
        with suppress(Busy):  # the engine is being closed
            self._prepare(network)


def _key(entry: NetworkEntry) -> str:
    """Under which a network is kept."""
    return f"{entry.network_id} {entry.version}"


def _done(value: NetworkDescription) -> "Future[NetworkDescription]":
    future: Future[NetworkDescription] = Future()
    future.set_result(value)
    return future


def _warm_up(network: Network) -> None:
    """Run the passes that requests will ask for once, so that no request pays for their compilation."""
    images = np.zeros((2, *network.input.size, 3), np.uint8)
    network.logits(images[:1])
    network.logits(images)  # a second batch size compiles the pass for every size
    network.activations(images[:1], [layer.name for layer in network.layers if layer.shown])
