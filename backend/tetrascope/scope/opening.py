"""How a scope is made: of a network in this process, or of a server."""

from __future__ import annotations

import os
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.version import DEFAULT_HOST, DEFAULT_PORT
from tetrascope.scope.answer import Watcher
from tetrascope.scope.scope import Scope

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.class_names import GivenNames
    from tetrascope.networks.output_meaning import OutputKind
    from tetrascope.networks.source import NetworkEntry, NetworkSource

DEFAULT_ADDRESS = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"
_MODEL_ENDINGS = (".keras", ".h5", ".hdf5")
_TOKEN = "token="
"""Before the token, behind `#`, in the addresses that a server prints."""


ClassNames: TypeAlias = "Sequence[str] | str | os.PathLike[str] | None"
"""Names in the order of the network's output; a file or folder that says them; or `imagenet`."""


class _Said(NamedTuple):
    """What only a model of one's own needs to be told."""

    preprocessing: str | None
    class_names: ClassNames
    size: int | tuple[int, int] | None
    output: OutputKind | None
    output_name: str | None
    custom_objects: str | os.PathLike[str] | None


def open(
    network: str | os.PathLike[str] | keras.Model | None = None,
    *,
    preprocessing: str | None = None,
    class_names: ClassNames = None,
    fit: Fit | None = None,
    size: int | tuple[int, int] | None = None,
    output: OutputKind | None = None,
    output_name: str | None = None,
    custom_objects: str | os.PathLike[str] | None = None,
    weights: str | os.PathLike[str] | None = None,
    random_weights: bool = False,
    range: tuple[float, float] | None = None,
    progress: Watcher | None = None,
) -> Scope:
    """Open a network in this process.

    The network is loaded before this returns. Nothing is ever downloaded. The scope has an engine of its own, the same
    that a server has; close it (`with`, `close`) to give its memory back. From the first analysis of layers on, NumPy's
    and SciPy's matrix products in this process keep to one thread each.

    Args:
        network: a network of the catalog, or of a run of `tetrascope train`, by its name; a Keras model, which is
            copied; or the file of one, a path that ends in `.keras`, `.h5` or `.hdf5`, or any `pathlib.Path`. None for
            the default network.
        preprocessing: how the training of one's own model scaled pixels: `"none"` 0..255, `"unit"`, `"tf"`, `"torch"`,
            `"caffe"`, `"lite"`, or MEAN/DEVIATION of pixels 0..1, such as `"0.485,0.456,0.406/0.229,0.224,0.225"`.
        class_names: the classes of one's own model: their names, a file or folder that says them, or `"imagenet"`.
        fit: how photos become inputs where a question does not say: `"crop"`, `"squash"` or `"pad"`.
        size: rows and columns, or one number for both, of one's own model that takes any size.
        output: what the numbers of one's own model mean: `"probabilities"`, `"logits"` or `"independent"`; None to
            find out by looking at them.
        output_name: which of its outputs, by name or number, of several.
        custom_objects: Python code with layers and functions of one's own that its file is made of. It is run, with all
            rights of this process: only name a file that you trust. A model in memory needs none.
        weights: a file of weights for a network of the catalog.
        random_weights: whether random weights may stand in for weights that are not here.
        range: of photos with more than eight bits the numbers that become black and white.
        progress: is told how far an analysis is, see `Scope.progress`.

    Raises:
        NotFound: there is no such network or file.
        InvalidInput: the model is no image classifier, its answers or its names make no sense, or something is said
            that the network does not need to be told.
        WeightsUnavailable: the weights of the network are not on this machine.

    Warns:
        UserWarning: something about one's own model looks wrong, such as the scaling of its pixels.
    """
    from tetrascope.networks.device import configure_device

    configure_device()  # before anything imports Keras
    from tetrascope.engine.settings import own_image_settings
    from tetrascope.networks.catalog import DEFAULT_NETWORK_ID
    from tetrascope.scope.local_backend import LocalBackend

    said = _Said(preprocessing, class_names, size, output, output_name, custom_objects)
    model = _own_model(network)
    if model is None:
        entry, sources = _of_catalog(str(network or DEFAULT_NETWORK_ID), said, weights, random_weights)
    else:
        entry, sources = _of_own(model, said, weights, fit)
    settings = replace(own_image_settings(range), network_sources=sources, default_network=entry.network_id)
    scope = Scope(LocalBackend(settings), fit=fit, progress=progress)
    for warning in scope.summary.warnings:
        warnings.warn(warning, UserWarning, stacklevel=2)
    return scope


def connect(
    url: str = DEFAULT_ADDRESS,
    token: str | None = None,
    *,
    certificate: str | os.PathLike[str] | None = None,
    network: str | None = None,
    fit: Fit | None = None,
    progress: Watcher | None = None,
) -> Scope:
    """Put questions to a server, `tetrascope serve`. Nothing that runs networks is imported here.

    Args:
        url: the address that it prints; one with `#token=...` holds the token too.
        token: its token, if it wants one.
        certificate: PEM file of the server's certificate, or of who vouches for it, where this machine knows neither:
            a copy of the `certificate.pem` that `tetrascope serve --https` tells. No other is trusted then.
        network: a network of the server's; None for the one that it begins with.
        fit: how photos become inputs where a question does not say: `"crop"`, `"squash"` or `"pad"`.
        progress: is told how far an analysis is, see `Scope.progress`.

    Raises:
        Failed: no Tetrascope answers there; its `code` is `unreachable` where nothing answers.
        Refused: the token is missing or wrong (`unauthorized`), or the server speaks another major version of the
            protocol (`protocol_mismatch`).
        NotFound: it has no such network, or there is no such file.
        InvalidInput: the address is none, or the file holds no certificate.
    """
    from tetrascope.scope.remote_backend import RemoteBackend

    place = urlsplit(url)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise InvalidInput(
            f"Expected the address of a server, such as {DEFAULT_ADDRESS}, got {url!r}.",
            field="url",
            hint="Use the address that `tetrascope serve` printed.",
        )
    if token is None and place.fragment.startswith(_TOKEN):
        token = place.fragment.removeprefix(_TOKEN)
    trusted = None if certificate is None else _file(certificate, "certificate")
    if trusted is not None and place.scheme != "https":
        raise InvalidInput(
            f"Expected an address that begins with https:// beside a certificate, got {url!r}.",
            field="url",
            hint="`tetrascope serve --https` prints one.",
        )
    backend = RemoteBackend(f"{place.scheme}://{place.netloc}", token, trusted)
    return Scope(backend, network, fit=fit, progress=progress)


def _own_model(network: object) -> Path | keras.Model | None:
    """A model of one's own, or its file; None where a network of the catalog is meant."""
    if network is None:
        return None
    if isinstance(network, os.PathLike):
        return Path(network)
    if isinstance(network, str):
        return Path(network).expanduser() if network.endswith(_MODEL_ENDINGS) or os.sep in network else None
    import keras

    if not isinstance(network, keras.Model):
        raise InvalidInput(
            f"Expected a network's name, a Keras model or the file of one, got {type(network).__name__}.",
            field="network",
            hint="A model of tf.keras 2 or of PyTorch has to be saved, or built anew, with Keras 3.",
        )
    return network


def _of_catalog(
    name: str, said: _Said, weights: str | os.PathLike[str] | None, random: bool
) -> tuple[NetworkEntry, Sequence[NetworkSource]]:
    """A network of the catalog or a trained one, and where networks come from."""
    from tetrascope.networks.catalog import catalog
    from tetrascope.networks.given_weights import GivenWeights
    from tetrascope.networks.source import require_weights
    from tetrascope.training.own_runs import find_named, trained_networks

    network_id = find_named(name).network_id
    needless = [name for name, value in said._asdict().items() if value is not None]
    if needless:
        raise InvalidInput(
            f"Expected a model of one's own beside {needless[0]}, got {network_id!r}.",
            field=needless[0],
            hint="Of a network of the catalog it is known.",
        )
    files = {} if weights is None else {network_id: _file(weights, "weights")}
    given = GivenWeights(files=files, random=random)
    entry = find_named(network_id, given)
    other_ways = f"name a file, tetrascope.open({network_id!r}, weights=FILE), or try it out with random_weights=True"
    require_weights(entry, other_ways)
    return entry, (trained_networks(), *catalog(given))


def _of_own(
    model: Path | keras.Model, said: _Said, weights: object, fit: Fit | None
) -> tuple[NetworkEntry, Sequence[NetworkSource]]:
    """A model of one's own, and where networks come from."""
    from tetrascope.networks.catalog import catalog
    from tetrascope.networks.own_model import OwnModel, OwnModels
    from tetrascope.networks.preprocessing import read_preprocessing

    if weights is not None:
        raise InvalidInput(
            "Expected a network of the catalog beside weights, got a model of one's own.",
            field="weights",
            hint="Load them into the model: model.load_weights(...).",
        )
    own = OwnModel(
        _file(model, "network") if isinstance(model, Path) else model,
        class_names=_names(said.class_names),
        size=(said.size, said.size) if isinstance(said.size, int) else said.size,
        output=said.output,
        output_name=said.output_name,
        custom_objects=None if said.custom_objects is None else _file(said.custom_objects, "custom_objects"),
    )
    preprocessing = read_preprocessing(said.preprocessing or own.preprocessing).name
    own = replace(own, preprocessing=preprocessing, fit=fit or own.fit)
    return own, (OwnModels(own), *catalog())


def _names(given: ClassNames) -> GivenNames:
    if given is None or given == "imagenet":
        return given
    return _file(given, "class_names") if isinstance(given, str | os.PathLike) else [str(name) for name in given]


def _file(given: str | os.PathLike[str], field: str) -> Path:
    path = Path(os.path.expanduser(given))  # noqa: PTH111  Path's own raises for a user that is not there
    if not path.exists():
        raise NotFound(f"Expected a file, got {os.fspath(given)!r}, which is not there.", field=field)
    return path
