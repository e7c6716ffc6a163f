"""Reads PyTorch's legacy checkpoint format (`torch.save` before version 1.6) without PyTorch.

The file is five pickles (magic number, format version, system facts, the state dictionary, the keys of the storages),
then for each key, in that order, a count (int64, little-endian) and that many numbers. A tensor of the state
dictionary is a view of a storage: offset, shape and strides, all counted in numbers, often not contiguous.

A pickle can run code. So the file's SHA-256 is checked before anything is read, and the reader knows only the
few names that a dictionary of tensors needs.
"""

import hashlib
import io
import pickle
from collections import OrderedDict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import WeightsUnavailable

MAGIC = 0x1950A86A20F9469CFC6C
FORMAT_VERSION = 1001
STORAGES = {
    "DoubleStorage": np.dtype("<f8"),
    "FloatStorage": np.dtype("<f4"),
    "HalfStorage": np.dtype("<f2"),
    "LongStorage": np.dtype("<i8"),
    "IntStorage": np.dtype("<i4"),
    "ShortStorage": np.dtype("<i2"),
    "CharStorage": np.dtype("<i1"),
    "ByteStorage": np.dtype("<u1"),
    "BoolStorage": np.dtype("?"),
}
"""PyTorch's names for arrays of numbers, and the numbers they hold."""


def read_checkpoint(path: Path, *, sha256: str) -> dict[str, NDArray[Any]]:
    """Read every tensor of a checkpoint.

    Args:
        path: the file.
        sha256: its expected SHA-256, in hexadecimal.

    Returns:
        Each tensor by name, as a contiguous array of its own.

    Raises:
        WeightsUnavailable: the file cannot be read (`weights_unreadable`), is not the one expected, or is damaged
            (both `weights_damaged`).
    """
    data = _read_trusted(path, sha256)
    stream = io.BytesIO(data)
    try:
        views = _read_views(stream)
        return _resolve(views, data, _locate_storages(stream, views))
    except WeightsUnavailable as error:
        raise _damaged(path, error.message) from error
    except Exception as error:
        # Damaged bytes can make a pickle fail in any way at all.
        raise _damaged(path, f"{type(error).__name__}: {error}") from error


class _Storage(NamedTuple):
    """An array of numbers that tensors are views of."""

    key: str
    dtype: np.dtype[Any]
    length: int


class _View(NamedTuple):
    """A tensor whose numbers have not been read yet; offset and strides count numbers, not bytes."""

    storage: _Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


class _TensorUnpickler(pickle.Unpickler):
    """Builds dictionaries of `_View`s and refuses everything else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_view
        if module == "torch" and name in STORAGES:
            return STORAGES[name]
        raise WeightsUnavailable(f"Expected nothing but tensors, got the name {module}.{name}.")

    def persistent_load(self, pid: Any) -> _Storage:
        kind, dtype, key, _location, length, view = pid
        if kind != "storage" or not isinstance(dtype, np.dtype) or view is not None:
            raise WeightsUnavailable(f"Expected a plain storage, got {pid!r:.200}.")
        return _Storage(key, dtype, length)


def _rebuild_view(
    storage: _Storage,
    offset: int,
    shape: tuple[int, ...],
    strides: tuple[int, ...],
    _requires_grad: bool,
    _hooks: object,
) -> _View:
    return _View(storage, offset, shape, strides)


def _read_trusted(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WeightsUnavailable(
            f"Expected a readable file of weights at {path}, got: {error.strerror}.", code="weights_unreadable"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256.lower():
        raise _damaged(path, f"expected SHA-256 {sha256}, got {found}")
    return data


def _damaged(path: Path, reason: str) -> WeightsUnavailable:
    return WeightsUnavailable(
        f"Expected a whole PyTorch checkpoint in {path.name}, got one that cannot be used: {reason.rstrip('.')}.",
        code="weights_damaged",
        hint="Get the file again.",
    )


def _read_views(stream: io.BytesIO) -> dict[str, _View]:
    magic, version, _system = (_TensorUnpickler(stream).load() for _ in range(3))
    if (magic, version) != (MAGIC, FORMAT_VERSION):
        raise WeightsUnavailable(f"Expected format version {FORMAT_VERSION}, got {version!r:.50}.")
    views = _TensorUnpickler(stream).load()
    if not isinstance(views, dict) or not all(isinstance(view, _View) for view in views.values()):
        raise WeightsUnavailable("Expected a dictionary of tensors, got something else.")
    return dict(views)


def _locate_storages(stream: io.BytesIO, views: dict[str, _View]) -> dict[str, int]:
    """Find where each storage's numbers begin in the file, in bytes."""
    declared = {view.storage.key: view.storage for view in views.values()}
    starts: dict[str, int] = {}
    for key in _TensorUnpickler(stream).load():
        storage = declared[key]
        count = int.from_bytes(stream.read(8), "little", signed=True)
        if count != storage.length:
            raise WeightsUnavailable(f"Expected {storage.length} numbers in storage {key}, got {count}.")
        starts[key] = stream.tell()
        stream.seek(count * storage.dtype.itemsize, io.SEEK_CUR)
    return starts


def _resolve(views: dict[str, _View], data: bytes, starts: dict[str, int]) -> dict[str, NDArray[Any]]:
    return {name: _copy_out(view, data, starts[view.storage.key]) for name, view in views.items()}


def _copy_out(view: _View, data: bytes, start: int) -> NDArray[Any]:
    """Follow a view's strides. NumPy itself refuses a view that would leave its storage."""
    dtype, length = view.storage.dtype, view.storage.length
    numbers = np.frombuffer(data, dtype, length, start)
    strides = tuple(stride * dtype.itemsize for stride in view.strides)
    tensor: NDArray[Any] = np.ndarray(view.shape, dtype, numbers.data, view.offset * dtype.itemsize, strides)
    return tensor.copy(order="C")
