"""Where and when it was measured."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

import keras

from tetrascope import __version__
from tetrascope.networks.cores import usable_cores
from tetrascope.networks.device import describe_device
from tetrascope.protocol.message import Message

_PACKAGES = ("keras", "tensorflow", "jax", "numpy", "scikit-learn")


class Environment(Message):
    """What the figures depend on besides the code."""

    device: str
    """Where networks run, such as `CPU (2 cores)`, or the accelerator's name."""
    backend: str
    """Keras's backend."""
    cores: int
    """Processor cores that this process may use."""
    machine: str
    """Operating system and processor architecture."""
    python: str
    """Version of Python."""
    tetrascope: str
    """Version of Tetrascope."""
    packages: dict[str, str]
    """Versions of the packages that do the arithmetic, of those that are installed."""
    date: str
    """When it began, ISO 8601 in UTC."""
    load: float | None
    """Programs that were running on average in the minute before; null where the system does not tell. Where it is
    not far below the cores, others were at work, and figures waver."""


def environment() -> Environment:
    """This machine, now."""
    return Environment(
        device=describe_device(),
        backend=keras.backend.backend(),
        cores=usable_cores(),
        machine=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        tetrascope=__version__,
        packages=dict(_versions()),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    )


def _versions() -> list[tuple[str, str]]:
    found = []
    for name in _PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found
