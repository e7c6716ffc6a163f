"""The report of a run: a heading, the tables, what could not be measured."""

from datetime import datetime

from rich.console import Console
from rich.text import Text

from tetrascope.bench.effort import MAX_ROUNDS_FACTOR
from tetrascope.bench.findings import Findings
from tetrascope.bench.tables import tables

_BUSY = 0.25
"""Programs at work for each core, from which on it is said that figures waver."""


def print_report(findings: Findings, console: Console) -> None:
    """Write the report."""
    console.print(heading(findings))
    console.print()
    for table in tables(findings):
        console.print(table)
    for failure in findings.failures:
        console.print(Text(f"{failure.network_id}, {failure.section}: {failure.message}", "red"))
    if not findings.complete:
        console.print(Text("Not everything was measured.", "red"))


def heading(findings: Findings) -> Text:
    """Where, when and how it was measured."""
    where, how = findings.environment, findings.setup
    versions = where.packages
    keras = f"Keras {versions.get('keras', '')} on {where.backend} {versions.get(where.backend, '')}".rstrip()
    python = f"Python {where.python}, {where.machine}"
    lines = [f"{where.device} · {keras} · {python}"]
    rounds = f"{how.rounds} round{'' if how.rounds == 1 else 's'}"
    rounds += f", up to {MAX_ROUNDS_FACTOR} times as many of what is short,"
    lines.append(f"{rounds} in turns; medians, and ranges of the rounds; {how.fill} fill; {_moment(where.date)}")
    if how.quick:
        lines.append("Quick: fewer masks, too few rounds for figures to quote.")
    if how.random_weights:
        lines.append(f"Random weights, with the same arithmetic: {', '.join(how.random_weights)}.")
    if where.load is not None and where.load > _BUSY * where.cores:
        lines.append(f"Other programs were at work when it began (load {where.load:.1f}): figures waver.")
    title = Text(f"Tetrascope {where.tetrascope} bench\n", "bold")
    return title.append("\n".join(lines), "not bold")


def _moment(date: str) -> str:
    return datetime.fromisoformat(date).strftime("%Y-%m-%d %H:%M UTC")
