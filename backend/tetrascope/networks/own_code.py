"""Layers and functions of one's own that a model is made of: Python code, run where the operator names its file."""

import inspect
import runpy
import sys
import traceback
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import keras

from tetrascope.errors import InvalidInput


class OwnCode(NamedTuple):
    """What a file of code defines."""

    objects: Mapping[str, Any]
    """Classes and functions by the name that Keras writes into a model."""
    identity: str
    """A string that differs where the code differs."""


NO_CODE = OwnCode(MappingProxyType({}), "")
"""Of a model that needs none."""


def read_own_code(file: Path) -> OwnCode:
    """Run a file of Python code, with all the rights of whoever calls this, and take what it defines.

    It runs once in a process, as `import` would run it: what stands below `if __name__ == "__main__"` does not, and it
    finds the modules beside it.

    Raises:
        InvalidInput: it cannot be read, fails, or defines no layer and no function.
    """
    return _run(file.resolve())


@cache
def _run(file: Path) -> OwnCode:
    try:
        digest = sha256(file.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise _refused(file, f"a file that cannot be read: {error.strerror}", None) from error
    before = dict(keras.saving.get_custom_objects())
    sys.path.insert(0, str(file.parent))
    try:
        found = runpy.run_path(str(file), run_name=file.stem)
    except (Exception, SystemExit) as error:  # whatever somebody's code raises
        raise _refused(file, f"an error: {_place(error, file)}", "Mend it, until python can import it.") from error
    finally:
        sys.path.remove(str(file.parent))
    objects = {
        each.__name__: each
        for each in found.values()
        if (inspect.isclass(each) or inspect.isfunction(each)) and each.__module__ == file.stem
    }
    registered = keras.saving.get_custom_objects()
    objects |= {name: each for name, each in registered.items() if before.get(name) is not each}
    if not objects:
        raise _refused(file, "none", "Define the classes of your layers, and functions such as activations, in it.")
    return OwnCode(MappingProxyType(objects), digest)


def _place(error: BaseException, file: Path) -> str:
    """What went wrong, and in which line of the file."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename) == file]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    words = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return words if line is None else f"{words} (line {line})"


def _refused(file: Path, got: str, hint: str | None) -> InvalidInput:
    return InvalidInput(
        f"Expected layers or functions of your own in {file.name!r}, got {got}.", field="custom_objects", hint=hint
    )
