"""What runs may learn from, for whoever asks a server: the digits, and the folders that its operator has named."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import InvalidInput, NotFound, TetrascopeError
from tetrascope.networks.catalog import DEFAULT_NETWORK_ID
from tetrascope.photos.photo_file import shown
from tetrascope.protocol.training import TrainingData
from tetrascope.training.class_folder import count_pictures
from tetrascope.training.digits import DIGITS, digit_names
from tetrascope.training.examples import check_classes
from tetrascope.training.recipe import SCRATCH
from tetrascope.training.run_name import name_from

_FRESH_S = 60.0
"""Seconds for which a folder is not counted anew where it and the folders of classes seem unchanged."""
_DIGITS = TrainingData(
    data_id=DIGITS,
    name=DIGITS,
    kind="digits",
    classes=digit_names(),
    pictures=1797,
    start=SCRATCH,
    problem=None,
)


class _Counted(NamedTuple):
    signature: tuple[tuple[str, int], ...]
    when: float
    data: TrainingData


class OfferedData:
    """The digits, and folders by an id each. Clients name ids and nothing else. Safe from any thread.

    Args:
        folders: those that the operator has named.
        clock: seconds.
    """

    def __init__(self, folders: Sequence[Path], clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._folders: dict[str, Path] = {}
        for folder in dict.fromkeys(each.expanduser().resolve() for each in folders):
            name, number = name_from(folder.name), 1
            while (data_id := name if number == 1 else f"{name}-{number}") in (DIGITS, *self._folders):
                number += 1
            self._folders[data_id] = folder
        self._counted: dict[str, _Counted] = {}
        self._lock = threading.Lock()
        """A folder is counted by one at a time."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders, resolved."""
        return tuple(self._folders.values())

    def all(self) -> list[TrainingData]:
        """What there is, as of now."""
        with self._lock:
            return [_DIGITS, *(self._folder(data_id, folder) for data_id, folder in self._folders.items())]

    def one(self, data_id: str) -> TrainingData:
        """One of them. Raises `NotFound` where there is none of that id, `InvalidInput` where none can learn of it."""
        place, embedded = self.place(data_id)
        with self._lock:
            found = _DIGITS if embedded else self._folder(data_id, Path(place))
        if found.problem is not None:
            raise InvalidInput(found.problem, field="data_id")
        return found

    def place(self, data_id: str) -> tuple[str, bool]:
        """The folder, or the name of an embedded set; and whether it is one. Raises `NotFound`."""
        if data_id == DIGITS:
            return DIGITS, True
        folder = self._folders.get(data_id)
        if folder is None:
            known = ", ".join((DIGITS, *self._folders))
            raise NotFound(
                f"Expected the data_id of data that this server offers, got {data_id!r}.",
                field="data_id",
                hint=f"There are: {known}. Whoever starts the server names folders: --training-data FOLDER",
            )
        return str(folder), False

    def _folder(self, data_id: str, folder: Path) -> TrainingData:
        signature, now = _signature(folder), self._clock()
        counted = self._counted.get(data_id)
        if counted is None or counted.signature != signature or now - counted.when > _FRESH_S:
            counted = self._counted[data_id] = _Counted(signature, now, _count(data_id, folder))
        return counted.data


def _signature(folder: Path) -> tuple[tuple[str, int], ...]:
    """What changes when a picture or a class is added or taken away, for the most part."""
    try:
        with os.scandir(folder) as entries:
            inside = [(each.name, each.stat().st_mtime_ns) for each in entries if each.is_dir()]
        return (("", folder.stat().st_mtime_ns), *sorted(inside))
    except OSError:
        return ()


def _count(data_id: str, folder: Path) -> TrainingData:
    counts: dict[str, int] = {}
    problem = None
    try:
        counts = count_pictures(folder)
        check_classes(counts, folder.name)
    except TetrascopeError as error:
        # Where the folder is, is the operator's affair.
        told = " ".join(filter(None, (error.message, error.hint)))
        problem = shown(told.replace(repr(str(folder)), repr(folder.name)))
    return TrainingData(
        data_id=data_id,
        name=shown(folder.name),
        kind="folder",
        classes=[shown(name) for name in counts],
        pictures=sum(counts.values()),
        start=DEFAULT_NETWORK_ID,
        problem=problem,
    )
