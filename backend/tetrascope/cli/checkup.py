"""What `tetrascope doctor` looks at."""

import platform
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

from tetrascope import __version__
from tetrascope.errors import TetrascopeError

_MIN_PYTHON = (3, 11)
MIN_MEMORY = 1.5e9
"""Bytes free below which TensorFlow and a network are likely to swap."""
_MIN_DISK = 1e9


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    state: Literal["good", "note", "bad"]
    """`note`: not as it should be, but the default network works."""
    detail: str
    mend: str | None = None
    """The command, or the deed, that mends it."""


def checkup(port: int) -> Iterator[Finding]:
    """Every finding, the quick ones first; a check that breaks is a finding too."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        _python,
        _packages,
        _samples,
        lambda: _port(port),
        _memory,
        _disk,
        _weights,
        _device,
        _default_network,
    ]
    for check in checks:
        name = getattr(check, "__name__", "port").removeprefix("_").replace("_", " ")
        try:
            yield from check()
        except TetrascopeError as error:
            yield Finding(name, "bad", error.message, error.hint)
        except Exception as error:  # a doctor must not die of what the patient has
            yield Finding(name, "bad", f"{type(error).__name__}: {error}", "pip install --force-reinstall tetrascope")


def _python() -> Iterator[Finding]:
    words = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, Tetrascope {__version__}"
    if sys.version_info[:2] < _MIN_PYTHON:
        yield Finding("python", "bad", words, "Install Python 3.11 or newer.")
    else:
        yield Finding("python", "good", words)


def _packages() -> Iterator[Finding]:
    present, missing = [], []
    for name in ("tensorflow", "keras", "numpy", "scikit-learn", "fastapi", "pillow"):
        try:
            present.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Finding("packages", "bad", f"missing: {', '.join(missing)}", f"pip install {' '.join(missing)}")
    else:
        yield Finding("packages", "good", ", ".join(present))


def _samples() -> Iterator[Finding]:
    from tetrascope.photos.samples import SAMPLES

    missing = []
    for sample in SAMPLES:
        try:
            sample.read()
        except OSError:
            missing.append(sample.name)
    if missing:
        mend = "pip install --force-reinstall --no-deps scikit-image scikit-learn"
        yield Finding("samples", "note", f"missing: {', '.join(missing)}", mend)
    else:
        yield Finding("samples", "good", ", ".join(sample.name for sample in SAMPLES))


def _port(port: int) -> Iterator[Finding]:
    with socket.socket() as listener:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            detail = f"{port} cannot be listened on: {error.strerror}"
            yield Finding("port", "note", detail, "tetrascope serve --port 0")
            return
    yield Finding("port", "good", f"{port} is free")


def _memory() -> Iterator[Finding]:
    free = free_memory()
    if free is None:
        yield Finding("memory", "good", "free memory is not known on this system")
    elif free < MIN_MEMORY:
        yield Finding("memory", "note", f"{free / 1e9:.1f} GB free", "Close other programs.")
    else:
        yield Finding("memory", "good", f"{free / 1e9:.1f} GB free")


def free_memory() -> int | None:
    """Memory that a program could take, in bytes; None where the system does not tell it in `/proc`."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.home()).free
    if free < _MIN_DISK:
        yield Finding("disk", "note", f"{free / 1e9:.1f} GB free at {Path.home()}", "Make room for networks' weights.")
    else:
        yield Finding("disk", "good", f"{free / 1e9:.1f} GB free at {Path.home()}")


def _weights() -> Iterator[Finding]:
    from tetrascope.networks.catalog import CATALOG, DEFAULT_NETWORK_ID

    for entry in CATALOG.values():
        if entry.network_id == DEFAULT_NETWORK_ID:
            status = entry.weights()
            if status.available:
                yield Finding("weights", "good", f"{entry.title}, from {status.source}")
            else:
                yield Finding("weights", "bad", f"{entry.title}: not here", status.how_to_get)
    here = [key for key, entry in CATALOG.items() if entry.weights().available]
    others = len(CATALOG) - len(here)
    yield Finding("networks", "good", f"{', '.join(here)}; {others} more can be fetched (see: tetrascope networks)")


def _device() -> Iterator[Finding]:
    from tetrascope.networks.device import configure_device, describe_device

    configure_device()
    import keras

    yield Finding("device", "good", f"{describe_device()}, Keras on {keras.backend.backend()}")


def _default_network() -> Iterator[Finding]:
    """The default network on a sample: its hash is checked when it is read, and its answer must be right."""
    from tetrascope.networks.catalog import DEFAULT_NETWORK_ID, find_entry
    from tetrascope.photos.photo import decode_photo
    from tetrascope.photos.samples import SAMPLES

    network = find_entry(DEFAULT_NETWORK_ID).load()
    cat = next(sample for sample in SAMPLES if sample.name == "cat")
    pixels = network.picture(decode_photo(cat.read(), max_pixels=10_000_000))
    probabilities = network.answers.probabilities(network.logits(pixels[None]))[0]
    best = int(probabilities.argmax())
    name = network.class_name(best)
    words = f"{network.title} sees {name}, {probabilities[best]:.0%}, in the sample {cat.name!r}"
    if "cat" in name.lower():
        yield Finding("default network", "good", words)
    else:
        yield Finding("default network", "bad", words, "pip install --force-reinstall tensorflow keras")
