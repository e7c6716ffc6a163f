"""A run's folder: what is in it, and reading it. Light to import.

run.json          what it is: recipe, data, versions
examples.json     every picture with its class and digest, and which are put aside
measures.jsonl    loss and accuracy, a line for each step and epoch
epochs/003.npz    the weights after an epoch; of many epochs some
features.npy      of a head: what the frozen layers make of each picture
first.npz         of a run that keeps weights of another: what it begins with
state.npz         all that is needed to go on: weights, optimizer, place
results.json      when it is finished: confusion matrix, accuracy by class, the worst images
network.keras     the trained network for other programs, when it is finished
lock              held by the process that trains
stop              asks that process to stop after the step in hand
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from tetrascope.errors import Busy, Failed, InvalidInput, NotFound
from tetrascope.file_lock import FileLock, Held, is_held
from tetrascope.training.durable_file import sync_folder, told_of_the_disk, write_durably
from tetrascope.training.measures import EpochMeasure, Measure, read_measures
from tetrascope.training.results import Results
from tetrascope.training.run_file import FORM, ExampleRecord, ExampleRecords, RunFile
from tetrascope.training.run_name import is_run_name

_PATIENCE_S = 0.5
"""Who looks whether a run is being trained holds its lock for a moment."""

STARTED = ".started"
"""Beside the runs, of those that a server started: what the process said, and why it ended. No run is called so."""

RunState = Literal["running", "stopped", "finished"]
"""`running`: a process trains it now. `stopped`: it can be gone on with. `finished`: all epochs are done."""


class RunFolder:
    """A run by its folder, which need not be one: `read` tells."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.name
        self.measures_file = path / "measures.jsonl"
        self.state_file = path / "state.npz"
        self.features_file = path / "features.npy"
        self.network_file = path / "network.keras"
        self.first_file = path / "first.npz"
        self.report_file = path.parent / STARTED / f"{path.name}.json"
        self._run_file = path / "run.json"
        self._examples_file = path / "examples.json"
        self._results_file = path / "results.json"
        self._epochs = path / "epochs"
        self._lock_file = path / "lock"
        self._stop_file = path / "stop"

    def read(self) -> RunFile:
        """What the run says of itself.

        Raises:
            NotFound: there is no such run.
            Failed: its file is damaged, or another version of Tetrascope wrote it.
        """
        try:
            found = json.loads(self._run_file.read_text(encoding="utf-8"))
            if isinstance(found, dict) and found.get("form") != FORM:
                raise Failed(
                    f"Expected a run of form {FORM} in {str(self.path)!r}, got form {found.get('form')}.",
                    hint="It was trained by another version of Tetrascope; use that one.",
                )
            return RunFile.model_validate(found)
        except (FileNotFoundError, NotADirectoryError):
            raise no_such_run(self.name) from None
        except (OSError, ValueError, ValidationError) as error:
            raise Failed(
                f"Expected a run that can be read, got a damaged {str(self._run_file)!r}.",
                hint="Delete its folder, and train anew.",
            ) from error

    def write(self, run: RunFile) -> None:
        """Say anew what the run is."""
        write_durably(self._run_file, run.json_text(indent=1).encode())

    def examples(self) -> list[ExampleRecord]:
        """Every example. Raises `Failed` where the file is damaged."""
        try:
            found = json.loads(self._examples_file.read_text(encoding="utf-8"))
            return ExampleRecords.model_validate(found).examples
        except (OSError, ValueError, ValidationError) as error:
            raise Failed(
                f"Expected the list of a run's pictures, got a damaged {str(self._examples_file)!r}.",
                hint="Delete its folder, and train anew.",
            ) from error

    def write_examples(self, examples: list[ExampleRecord]) -> None:
        """Write down what it learns from and is tried on."""
        write_durably(self._examples_file, ExampleRecords(examples=examples).json_text().encode())

    def state(self) -> RunState:
        """What it is now."""
        if is_held(self._lock_file):
            return "running"
        return "finished" if self._results_file.exists() else "stopped"

    def changed(self) -> int:
        """When it was begun, or its epochs changed, last: nanoseconds as of `stat`. Raises `NotFound`."""
        try:
            return self._run_file.stat().st_mtime_ns
        except OSError:
            raise no_such_run(self.name) from None

    @contextmanager
    def training(self) -> Iterator[None]:
        """Be the one who trains it, within the block.

        Raises:
            Busy: another process trains it.
            Failed: its folder cannot be written.
        """
        try:
            lock = FileLock(self._lock_file, patience=_PATIENCE_S)
        except sqlite3.OperationalError as error:
            raise Failed(
                f"Expected a run's folder that can be written, got {str(self.path)!r}: {error}.",
                hint="Look who owns it, and whether there is room on its disk.",
            ) from error
        except Held:
            raise Busy(
                f"Expected a run that nobody else trains, got {self.name!r}, which another process trains now.",
                hint="Wait until it ends, or stop it with Ctrl-C there.",
            ) from None
        with closing(lock):
            yield

    def ask_to_stop(self) -> None:
        """Have whoever trains it stop after the step in hand. Raises `Failed` where its folder cannot be written."""
        with told_of_the_disk(self._stop_file):
            self._stop_file.touch()

    def delete(self) -> None:
        """Delete the run with all that is kept of it. Raises `Busy` where it is trained now, `Failed` of the disk."""
        with self.training(), told_of_the_disk(self._run_file):
            self._run_file.unlink()  # no run from here on, whatever becomes of the rest
        with told_of_the_disk(self.path):
            shutil.rmtree(self.path)
            for file in (self.report_file, self.report_file.with_suffix(".log")):
                file.unlink(missing_ok=True)

    def forget_asking(self) -> None:
        """It is trained again, whatever was asked before."""
        self._stop_file.unlink(missing_ok=True)

    def forget_report(self) -> None:
        """It is trained again, whatever an earlier process ended with."""
        with suppress(OSError):  # nobody is kept from training by a word of the past
            self.report_file.unlink(missing_ok=True)

    def asked_to_stop(self) -> bool:
        """Whether somebody has asked for that since it is trained."""
        return self._stop_file.exists()

    def measures(self) -> list[Measure]:
        """All measures so far."""
        return read_measures(self.measures_file)

    def last_epoch(self) -> EpochMeasure | None:
        """The measure of the last epoch that has ended; None before there is one."""
        return next((each for each in reversed(self.measures()) if isinstance(each, EpochMeasure)), None)

    def results(self) -> Results | None:
        """Of a run that is finished; None of others."""
        try:
            return Results.model_validate(json.loads(self._results_file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, ValidationError) as error:
            raise Failed(f"Expected results that can be read, got a damaged {str(self._results_file)!r}.") from error

    def write_results(self, results: Results) -> None:
        """Say that the run is finished, and how well."""
        write_durably(self._results_file, results.json_text(indent=1).encode())

    def forget_results(self) -> None:
        """The run goes on: it is not finished any more."""
        for file in (self._results_file, self.network_file):
            file.unlink(missing_ok=True)

    def snapshot_file(self, epoch: int) -> Path:
        """Where the weights after an epoch are kept, there or not."""
        return self._epochs / f"{epoch:03}.npz"

    def snapshots(self) -> list[int]:
        """Epochs whose weights are kept, in order."""
        try:
            names = [entry.name for entry in os.scandir(self._epochs)]
        except OSError:
            return []
        return sorted(int(name[:-4]) for name in names if name.endswith(".npz") and name[:-4].isdigit())

    def make(self) -> None:
        """Make the folder of a new run, whose `write` comes next. Raises `FileExistsError` where the name is taken."""
        with told_of_the_disk(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.path.mkdir()
        except FileExistsError:
            raise
        except OSError:
            with told_of_the_disk(self.path):
                raise
        with told_of_the_disk(self._epochs):
            self._epochs.mkdir()
            sync_folder(self.path.parent)


class RunsFolder:
    """Where runs are kept, each in a folder that is called as the run is."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, name: str) -> RunFolder | None:
        """The run of that name, which may be any text; None where there is none."""
        if not is_run_name(name):
            return None
        found = RunFolder(self.path / name)
        return found if (found.path / "run.json").is_file() else None

    def require(self, name: str) -> RunFolder:
        """The same. Raises `NotFound`, with those that there are."""
        found = self.run(name)
        if found is None:
            raise no_such_run(name, [run.name for run in self.runs()])
        return found

    def runs(self) -> list[RunFolder]:
        """All, the one that was begun or gone on with last first."""
        try:
            names = [entry.name for entry in os.scandir(self.path)]
        except OSError:
            return []
        found = []
        for run in filter(None, map(self.run, names)):
            with suppress(NotFound):  # somebody has just deleted it
                found.append((run.changed(), run.name, run))
        return [run for *_, run in sorted(found, key=lambda each: each[:2], reverse=True)]

    def new(self, name: str, *, exactly: bool) -> RunFolder:
        """Make the folder of a new run, of this name or, unless `exactly`, with a number after it where it is taken.

        Raises:
            InvalidInput: there is a run of this name already.
            Failed: the disk does not take it.
        """
        for number in range(1, 10_000):
            run = RunFolder(self.path / (name if number == 1 else f"{name}-{number}"))
            try:
                run.make()
                return run
            except FileExistsError:
                if exactly:
                    break
        raise name_taken(name)


def name_taken(name: str) -> InvalidInput:
    """What is said where a new run shall have a name that another has."""
    return InvalidInput(
        f"Expected a name that no run has, got {name!r}.",
        field="name",
        hint=f"Choose another, go on with it: tetrascope train --resume {name}, or leave --name out.",
    )


def no_such_run(name: str, known: list[str] | None = None) -> NotFound:
    """What is said of a run that is not there."""
    some = f"There are {', '.join(known[:5])}. " if known else ""
    return NotFound(
        f"Expected the name of a run, got {name!r}, which is none.",
        field="run",
        hint=f"{some}The command `tetrascope train --list` lists all.",
    )
