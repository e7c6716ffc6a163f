"""Tetrascope: look inside a convolutional network.

    import tetrascope

    scope = tetrascope.open("efficientnet-lite0")     # or a Keras model, or the file of one
    scope = tetrascope.connect(url, token)            # the same, asked of a server

    layers = scope.layers("photo.jpg", masks=[(40, 60, 80, 80)])
    pool = scope.pool("photo.jpg")

Importing it is quick: what a name needs is loaded when the name is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tetrascope.errors import TetrascopeError as TetrascopeError
    from tetrascope.scope.activations import Activations as Activations
    from tetrascope.scope.boundary import Boundary as Boundary
    from tetrascope.scope.class_evidence import ClassEvidence as ClassEvidence
    from tetrascope.scope.components import Components as Components
    from tetrascope.scope.computation import Computation as Computation
    from tetrascope.scope.input import Input as Input
    from tetrascope.scope.job import Job as Job
    from tetrascope.scope.layers import Layers as Layers
    from tetrascope.scope.opening import connect as connect
    from tetrascope.scope.opening import open as open
    from tetrascope.scope.pool import Pool as Pool
    from tetrascope.scope.receptive_field import ReceptiveField as ReceptiveField
    from tetrascope.scope.scope import Scope as Scope
    from tetrascope.scope.superpixels import Superpixels as Superpixels

__version__ = "0.1.0"

_PLACES = {
    "TetrascopeError": "errors",
    "Activations": "scope.activations",
    "Boundary": "scope.boundary",
    "ClassEvidence": "scope.class_evidence",
    "Components": "scope.components",
    "Computation": "scope.computation",
    "Input": "scope.input",
    "Job": "scope.job",
    "Layers": "scope.layers",
    "connect": "scope.opening",
    "open": "scope.opening",
    "Pool": "scope.pool",
    "ReceptiveField": "scope.receptive_field",
    "Scope": "scope.scope",
    "Superpixels": "scope.superpixels",
}
"""Which module defines a name of the Python API."""

__all__ = [*_PLACES, "__version__"]  # noqa: PLE0604


def __getattr__(name: str) -> object:
    """A name of the Python API, from its module (PEP 562)."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
