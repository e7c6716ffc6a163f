import hashlib
import io
import os
import pickle
import struct
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tetrascope.errors import WeightsUnavailable
from tetrascope.networks import torch_checkpoint
from tetrascope.networks.torch_checkpoint import FORMAT_VERSION, MAGIC, read_checkpoint


class Name:
    """Pickles as a reference to a name of a module that is not installed."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name


class Tensor:
    """Pickles as PyTorch writes a tensor: a view of a storage that follows later in the file."""

    def __init__(
        self, key: str, count: int, offset: int, shape: tuple[int, ...], strides: tuple[int, ...], kind: str = "Float"
    ) -> None:
        self.storage = ("storage", Name("torch", f"{kind}Storage"), key, "cpu", count, None)
        self.view: tuple[Any, ...] = (offset, shape, strides, False, OrderedDict())


class Persistent:
    def __init__(self, pid: tuple[Any, ...]) -> None:
        self.pid = pid


PurePickler: Any = getattr(pickle, "_Pickler")  # noqa: B009
"""The pickler written in Python, of which no types are known: the one in C cannot write names of absent modules."""


class Writer(PurePickler):
    dispatch = dict(PurePickler.dispatch)

    def persistent_id(self, obj: Any) -> Any:
        return obj.pid if isinstance(obj, Persistent) else None

    def save_name(self, obj: Name) -> None:
        self.write(f"c{obj.module}\n{obj.name}\n".encode())

    def save_tensor(self, obj: Tensor) -> None:
        self.save(Name("torch._utils", "_rebuild_tensor_v2"))
        self.save((Persistent(obj.storage), *obj.view))
        self.write(pickle.REDUCE)

    dispatch[Name] = save_name
    dispatch[Tensor] = save_tensor


def checkpoint(tensors: Any, storages: dict[str, bytes], *, magic: int = MAGIC, version: int = FORMAT_VERSION) -> bytes:
    """A legacy checkpoint; `storages` holds each storage's count and numbers as bytes."""
    stream = io.BytesIO()
    for part in (magic, version, {"little_endian": True}, tensors, list(storages)):
        Writer(stream, protocol=2).dump(part)
    return stream.getvalue() + b"".join(storages.values())


def storage(numbers: list[float], kind: str = "f") -> bytes:
    return struct.pack(f"<q{len(numbers)}{kind}", len(numbers), *numbers)


def read(tmp_path: Path, data: bytes) -> dict[str, np.ndarray]:
    path = tmp_path / "weights.pth"
    path.write_bytes(data)
    return read_checkpoint(path, sha256=hashlib.sha256(data).hexdigest())


SIX = {"a": storage([0, 1, 2, 3, 4, 5])}


def test_strides_and_offsets_are_honoured(tmp_path: Path) -> None:
    tensors = OrderedDict(
        rows=Tensor("a", 6, 0, (2, 3), (3, 1)),
        transposed=Tensor("a", 6, 0, (3, 2), (1, 3)),
        every_other=Tensor("a", 6, 1, (3,), (2,)),
        repeated=Tensor("a", 6, 4, (2, 2), (0, 1)),
        steps=Tensor("b", 1, 0, (), (), "Long"),
    )
    found = read(tmp_path, checkpoint(tensors, {**SIX, "b": storage([7], "q")}))
    assert found["rows"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert found["transposed"].tolist() == [[0, 3], [1, 4], [2, 5]]
    assert found["every_other"].tolist() == [1, 3, 5]
    assert found["repeated"].tolist() == [[4, 5], [4, 5]]
    assert found["steps"].tolist() == 7
    assert found["steps"].dtype == np.int64
    assert all(tensor.flags.c_contiguous and tensor.flags.writeable for tensor in found.values())


def test_storages_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    tensors = {"x": Tensor("a", 1, 0, (1,), (1,)), "y": Tensor("b", 2, 0, (2,), (1,), "Double")}
    found = read(tmp_path, checkpoint(tensors, {"b": storage([5, 6], "d"), "a": storage([1])}))
    assert found["x"].tolist() == [1]
    assert found["y"].tolist() == [5, 6]


def test_a_file_of_another_hash_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights.pth"
    path.write_bytes(checkpoint({}, {}))
    monkeypatch.setattr(torch_checkpoint, "_TensorUnpickler", None)
    with pytest.raises(WeightsUnavailable, match=f"expected SHA-256 {'0' * 64}, got") as caught:
        read_checkpoint(path, sha256="0" * 64)
    assert caught.value.code == "weights_damaged"
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable, match=r"nothing\.pth") as caught:
        read_checkpoint(tmp_path / "nothing.pth", sha256="0" * 64)
    assert caught.value.code == "weights_unreadable"


class Intruder:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.target),)


def test_a_forbidden_name_is_refused_and_nothing_runs(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable, match=r"got the name (posix|nt)\.mkdir"):
        read(tmp_path, checkpoint({"x": Intruder(tmp_path / "intruded")}, {}))
    assert not (tmp_path / "intruded").exists()


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("empty", b""),
        ("not a pickle", b"\x00" * 100),
        ("a zip, the newer format", b"PK\x03\x04" + b"\x00" * 100),
        ("another magic number", checkpoint({}, {}, magic=1)),
        ("another version", checkpoint({}, {}, version=1002)),
        ("not a dictionary", checkpoint([1, 2], {})),
        ("a dictionary of numbers", checkpoint({"x": 1}, {})),
        ("beyond the storage", checkpoint({"x": Tensor("a", 6, 1, (2, 3), (3, 1))}, SIX)),
        ("before the storage", checkpoint({"x": Tensor("a", 6, -1, (2,), (1,))}, SIX)),
        ("strides that run backwards out", checkpoint({"x": Tensor("a", 6, 0, (2,), (-1,))}, SIX)),
        ("another count than declared", checkpoint({"x": Tensor("a", 7, 0, (2,), (1,))}, SIX)),
        ("a negative count", checkpoint({"x": Tensor("a", -1, 0, (), ())}, {"a": struct.pack("<q", -1)})),
        ("a storage that never comes", checkpoint({"x": Tensor("a", 6, 0, (2,), (1,))}, {})),
        ("a storage nobody declared", checkpoint({}, SIX)),
    ],
)
def test_damage_is_reported(label: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(WeightsUnavailable, match=r"Expected a whole PyTorch checkpoint in weights\.pth") as caught:
        read(tmp_path, data)
    assert caught.value.code == "weights_damaged", label


def test_a_file_cut_short_anywhere_is_reported(tmp_path: Path) -> None:
    whole = checkpoint({"x": Tensor("a", 6, 0, (2, 3), (3, 1))}, SIX)
    for length in range(len(whole)):
        with pytest.raises(WeightsUnavailable):
            read(tmp_path, whole[:length])
    assert read(tmp_path, whole)["x"].shape == (2, 3)
