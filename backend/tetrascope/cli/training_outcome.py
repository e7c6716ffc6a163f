"""What is told of a run: as it begins, where it stopped, and how well its network answers."""

import os
import sys
from typing import TYPE_CHECKING

from tetrascope.cli.terminal import console, counted, one_line, say, tell

if TYPE_CHECKING:
    from tetrascope.training.results import Results
    from tetrascope.training.run_file import RunFile
    from tetrascope.training.run_folder import RunFolder

_MAX_TABLE = 12
"""Classes of which the whole confusion matrix is shown."""
_MIXED_UP, _WORST, _SKIPPED = 5, 5, 5
"""Of these as many are told; the files have all."""


def tell_begun(run: "RunFile") -> None:
    """What the run is made of."""
    tell(
        f"Run {run.name}: {len(run.class_names)} classes, {run.training} pictures to learn from, {run.validation} put "
        f"aside to be tried on, {run.parameters:,} numbers to learn"
    )
    for note in run.notes:
        tell(f"note: {note}")
    for each in run.skipped[:_SKIPPED]:
        tell(f"left out: {each.name}: {each.reason}")
    if len(run.skipped) > _SKIPPED:
        tell(f"left out: {len(run.skipped) - _SKIPPED} more; run.json names all")


def tell_stopped(folder: "RunFolder") -> None:
    """How to go on."""
    last = folder.last_epoch()
    after = "before its first epoch" if last is None or last.epoch == 0 else f"after epoch {last.epoch}"
    tell(f"Stopped {after}. Go on with: tetrascope train --resume {folder.name}")


def tell_results(folder: "RunFolder", results: "Results") -> None:
    """Accuracy, confusion matrix and the worst images, to standard output."""
    right = sum(each.right for each in results.classes)
    total = sum(each.examples for each in results.classes)
    say(
        f"{folder.name}: {right} of the {total} pictures put aside are answered right, {100 * results.accuracy:.1f} %, "
        f"after {counted(results.epoch, 'epoch')} and {results.seconds:.0f} s"
    )
    if results.best_epoch != results.epoch:
        best = results.best_epoch
        say(f"  The lowest validation loss was after epoch {best}: --network {folder.name}@{best}")
    if len(results.classes) <= _MAX_TABLE:
        _show_confusion(results)
    else:
        _show_mixed_up(results)
    names = [each.name for each in results.classes]
    wrong = [each for each in results.worst if each.answer != each.label]
    if wrong:
        say("The worst of them:")
    for each in wrong[:_WORST]:
        say(
            f"  {each.name}: {names[each.label]}, taken for {names[each.answer]} ({100 * each.probability:.2g} % right)"
        )
    say(f"Everything is in {os.fspath(folder.path)}")
    say(f"Look into it: tetrascope analyze IMAGE --network {folder.name} --out DIR")
    say(f"Or in the browser: tetrascope serve --network {folder.name}")


def _show_confusion(results: "Results") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("class, taken for")
    for each in results.classes:
        table.add_column(one_line(each.name), justify="right")
    table.add_column("right", justify="right")
    for each, row in zip(results.classes, results.confusion, strict=True):
        table.add_row(one_line(each.name), *map(str, row), f"{100 * each.right / each.examples:.0f} %")
    console(sys.stdout).print(table)


def _show_mixed_up(results: "Results") -> None:
    """The classes that are most often taken for another."""
    names = [each.name for each in results.classes]
    pairs = [
        (count, names[label], names[answer])
        for label, row in enumerate(results.confusion)
        for answer, count in enumerate(row)
        if label != answer and count
    ]
    for count, label, answer in sorted(pairs, key=lambda pair: -pair[0])[:_MIXED_UP]:
        say(f"  {label} is taken for {answer}: {counted(count, 'time')}")
