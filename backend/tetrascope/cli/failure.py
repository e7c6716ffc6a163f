"""How an error looks on the command line, and the exit code it ends with.

A value that stands on the command line and cannot be, such as an unknown network or a window that does not fit, is
a usage error as argparse's own are: 2. All else is a failure, 1: a file that cannot be read, a broken image, weights
that are missing, a port that is taken.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tetrascope.cli.terminal import tell
from tetrascope.errors import InvalidInput, NotFound, TetrascopeError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_OPTIONS = {
    "image": "IMAGE",
    "image_id": "IMAGE",
    "network_id": "--network",
    "networks": "--networks",
    "masks": "--mask",
    "windows": "--window",
    "fill": "--fill",
    "more_fills": "--more-fills",
    "clusters": "--clusters",
    "criterion": "--criterion",
    "layers": "--layers",
    "groups": "--groups",
    "per_label": "--per-label",
    "refine": "--refine",
    "weights": "--weights",
    "model": "--model",
    "class_names": "--class-names",
    "preprocessing": "--preprocessing",
    "fit": "--fit",
    "crop_at": "--crop-at",
    "input_size": "--size",
    "output": "--output",
    "output_name": "--output-name",
    "custom_objects": "--custom-objects",
    "label": "--label",
    "labels": "--labels",
    "merged": "--merge",
    "host": "--host",
    "port": "--port",
    "token": "--token",
    "certificate": "--certificate",
    "key": "--key",
    "out": "--out",
}
"""What a request's field is called on the command line."""
_VALUES = (
    "network_id",
    "output",
    "output_name",
    "label",
    "merged",
    "masks",
    "windows",
    "fill",
    "more_fills",
    "fit",
    "crop_at",
    "clusters",
    "criterion",
    "layers",
    "groups",
    "per_label",
    "refine",
    "preprocessing",
    "input_size",
    "port",
    "token",
    "start",
    "epochs",
    "batch",
    "learning_rate",
    "validation_share",
    "seed",
    "name",
    "run",
    "keep",
    "deleted",
)
"""Fields whose whole value stands on the command line; an image, weights or a folder are only named there."""
_NONE: Mapping[str, str] = MappingProxyType({})


class UsageError(TetrascopeError):
    """The command line asks for something that cannot be."""

    default_code = "usage"
    status = 422


def option_of(field: str | None, own: Mapping[str, str] = _NONE) -> str | None:
    """The option behind a field such as `windows[0].size`; None where there is none.

    Args:
        field: the field.
        own: what a command calls some of them.
    """
    for part in _parts(field):
        name = own.get(part) or _OPTIONS.get(part)
        if name is not None:
            return name
    return None


def exit_code(error: TetrascopeError) -> int:
    """The exit code that the error ends with."""
    wrong_value = isinstance(error, (InvalidInput, NotFound)) and not set(_VALUES).isdisjoint(_parts(error.field))
    return EXIT_USAGE if wrong_value or isinstance(error, UsageError) else EXIT_FAILED


def report_error(error: TetrascopeError, own: Mapping[str, str] = _NONE) -> int:
    """Say what is wrong on one line, and on others what of and what to do; the exit code. `own` as of `option_of`."""
    option = option_of(error.field, own)
    where = f"argument {option}: " if option else ""
    tell(f"tetrascope: error: {where}{error.message}")
    for note in getattr(error, "__notes__", ()):
        tell(f"note: {note}")
    if error.hint:
        tell(f"hint: {error.hint}")
    return exit_code(error)


def report_unexpected(error: Exception) -> int:
    """The same for an error that nobody foresaw."""
    if isinstance(error, OSError):
        tell(f"tetrascope: error: {error}")
        return EXIT_FAILED
    tell(f"tetrascope: error: {type(error).__name__}: {error}")
    tell("hint: This is a fault of Tetrascope. --debug shows where it happened.")
    return EXIT_FAILED


def _parts(field: str | None) -> list[str]:
    """The names in a field's path: `windows` and `size` in `windows[0].size`."""
    return [] if field is None else field.replace("[", ".").split(".")
