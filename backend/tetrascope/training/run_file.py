"""What a run says of itself, in its file `run.json`."""

from importlib.metadata import PackageNotFoundError, version

from tetrascope import __version__
from tetrascope.protocol.message import Message
from tetrascope.training.examples import SkippedPicture
from tetrascope.training.recipe import Recipe

FORM = 1
"""Raised where what is written changes so that older runs cannot be read."""
_LIBRARIES = ("keras", "tensorflow", "numpy")


class RunFile(Message):
    """A run as it was begun. What has become of it is in other files."""

    form: int
    """Which form of this file it is."""
    name: str
    """What it is called: its folder, and the network's name in requests."""
    began: str
    """When, in UTC: ISO 8601."""
    recipe: Recipe
    fingerprint: str
    """Of the examples, see `Examples.fingerprint`."""
    class_names: list[str]
    """What its classes are called, in the order of its answers."""
    training: int
    """How many examples it learns from."""
    validation: int
    """How many it is only tried on."""
    skipped: list[SkippedPicture]
    """What could not be used."""
    notes: list[str]
    """What was done to the data that a person may want to know."""
    steps: int
    """Steps of an epoch."""
    parameters: int
    """Numbers that it learns."""
    changed_from: str | None = None
    """The run whose list of blocks was edited; null where there is none."""
    changes: list[str] = []
    """In what the list differs from that one's, see `changes`."""
    versions: dict[str, str]
    """Of what it was begun with, by library."""


class ExampleRecord(Message):
    """One of the examples of a run."""

    name: str
    label: int
    """Its class."""
    digest: str
    """See `Examples.digests`."""
    validation: bool
    """Whether the network is only tried on it."""


class ExampleRecords(Message):
    """The file `examples.json` of a run: all of them, in order."""

    examples: list[ExampleRecord]


def versions() -> dict[str, str]:
    """Versions of what decides about last digits."""
    found = {"tetrascope": __version__}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found
