"""`tetrascope train --list`: the runs that there are."""

import json
import sys
from typing import TYPE_CHECKING, Literal

from tetrascope.cli.terminal import console, one_line, say, tell, write
from tetrascope.errors import TetrascopeError

if TYPE_CHECKING:
    from tetrascope.training.run_folder import RunFolder, RunsFolder


def list_runs(runs: "RunsFolder", *, as_json: bool) -> int:
    """Every run with its state, what it has reached and what that took; the newest first."""
    rows = []
    for folder in runs.runs():
        try:
            rows.append(_row(folder))
        except TetrascopeError as error:
            tell(f"tetrascope: warning: {error.message}")
    if as_json:
        write(json.dumps(rows, indent=1) + "\n")
    elif rows:
        _print(rows)
    else:
        say(f"There are no runs in {runs.path}. Begin one with: tetrascope train DATA")
    return 0


def _row(folder: "RunFolder") -> dict[str, object]:
    run, last = folder.read(), folder.last_epoch()
    return {
        "name": run.name,
        "state": folder.state(),
        "began": run.began,
        "data": run.recipe.data,
        "from": run.recipe.start,
        "changed_from": run.changed_from,
        "kept_from": run.recipe.kept_from,
        "classes": len(run.class_names),
        "epoch": last.epoch if last else 0,
        "epochs": run.recipe.epochs,
        "validation_accuracy": last.validation_accuracy if last else None,
        "validation_loss": last.validation_loss if last else None,
        "seconds": last.seconds if last else 0.0,
    }


def _print(rows: list[dict[str, object]]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("run", "state", "epochs", "validation", "time", "from", "data"):
        side: Literal["left", "right"] = "right" if name in ("epochs", "validation", "time") else "left"
        table.add_column(name, justify=side, no_wrap=name != "data", overflow="fold")
    for row in rows:
        accuracy = row["validation_accuracy"]
        table.add_row(
            str(row["name"]),
            str(row["state"]),
            f"{row['epoch']} of {row['epochs']}",
            "" if accuracy is None else f"{100 * float(str(accuracy)):.1f} %",
            f"{float(str(row['seconds'])):.0f} s",
            str(row["kept_from"] or row["from"]),
            one_line(str(row["data"])),
        )
    console(sys.stdout).print(table)
