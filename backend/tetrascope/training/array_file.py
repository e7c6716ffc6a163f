"""Arrays in a file of NumPy's, `.npz`; reading one runs nothing that is in it."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray


def packed(arrays: list[NDArray[Any]], **more: NDArray[Any]) -> bytes:
    """Arrays as the bytes of an `.npz` file; `more` have names."""
    buffer = io.BytesIO()
    np.savez(buffer, **{f"a{index:04}": array for index, array in enumerate(arrays)}, **more)  # type: ignore[arg-type]
    return buffer.getvalue()


def unpacked(content: bytes) -> tuple[list[NDArray[Any]], dict[str, NDArray[Any]]]:
    """What `packed` was given. Raises `ValueError`, `OSError` or `zipfile.BadZipFile` for other bytes."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        named = {name: file[name] for name in file.files}
    arrays = [named.pop(name) for name in sorted(named) if name[0] == "a" and name[1:].isdigit()]
    return arrays, named
