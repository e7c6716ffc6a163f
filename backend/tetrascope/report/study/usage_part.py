"""How long, and what for, the tool was used (thesis, section 4.4)."""

from collections.abc import Mapping, Sequence
from math import ceil
from statistics import median

from tetrascope.protocol.study.session import StepKind
from tetrascope.report.numbers import plain
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.words import Words, interval, person
from tetrascope.study.findings.findings import Findings
from tetrascope.study.findings.usage import (
    COUNTS,
    MINUTES,
    TIMES,
    VR,
    Quantity,
    latencies,
    of_finished,
    total,
)
from tetrascope.study.statistics.spread import spread_of

SUMMARY = ("People", "Median", "95 % interval", "Mean", "SD", "Least", "Most")
_KINDS: Mapping[StepKind, str] = {"tutorial": "tutorials", "task": "tasks"}


def usage_part(found: Findings, words: Words, figures: str) -> str:
    """Minutes by scene and condition, what was done how often, how long the network took, and each person."""
    parts = ['<section id="usage"><h2>Usage</h2>']
    if not found.counted:
        return f"{parts[0]}<p>Nobody has used it yet.</p></section>\n"
    parts.append(figures)
    head = ["Condition", "Minutes", *SUMMARY]
    parts.append(html_table("Minutes in tutorials and tasks", head, _minutes_rows(found, words)))
    head = ["Condition", "What", *SUMMARY]
    if counts := _count_rows(found, words):
        parts.append(html_table("What was done in tasks", head, counts))
    head = ["Condition", "Recalculations", "Median", "9 of 10 within", "Least", "Most"]
    if latencies(found.counted):
        caption = "Milliseconds from asking the network to its whole answer"
        parts.append(html_table(caption, head, _latency_rows(found, words)))
    head = ["Participant", *(f"Minutes in {name}" for name in _KINDS.values()), *(c.title for c in _of_people(found))]
    parts.append(html_table("Each participant, tutorials and tasks together", head, _person_rows(found), kind="dense"))
    return f"{''.join(parts)}</section>\n"


def summary(values: Sequence[float]) -> list[Cell]:
    """Cells of the columns of `SUMMARY`."""
    found = spread_of(values)
    if found is None:
        return [Cell("0", number=True), *(Cell("–", number=True) for _ in SUMMARY[1:])]
    told = [
        str(found.values),
        plain(found.median.value),
        interval(found.median),
        plain(found.mean),
        "–" if found.deviation is None else plain(found.deviation),
        plain(found.least),
        plain(found.greatest),
    ]
    return [Cell(each, number=True) for each in told]


def _happened(found: Findings) -> list[Quantity]:
    """What anybody has done at all."""
    return [each for each in COUNTS if any(total(sitting, each, kind) for sitting in found.counted for kind in _KINDS)]


def _of_people(found: Findings) -> list[Quantity]:
    """What is told of each participant: minutes in VR, where a condition offers it, and what anybody has done."""
    return [*([VR] if any(VR.is_of(each) for each in found.study.conditions) else []), *_happened(found)]


def _minutes_rows(found: Findings, words: Words) -> list[list[str | Cell]]:
    rows: list[list[str | Cell]] = []
    for kind, name in _KINDS.items():
        values = of_finished(found.counted, MINUTES, kind)
        if kind == "task" or values:
            rows.append([Cell("All", head=True), f"all {name}", *summary(list(values.values()))])
    for condition in found.study.conditions:
        times = [each for each in TIMES if each.is_of(condition)]
        for kind, name in _KINDS.items():
            for quantity in times if kind == "task" else (MINUTES,):
                values = of_finished(found.counted, quantity, kind, condition.id)
                if kind == "task" or values:
                    where = name if quantity is MINUTES else f"{name}: {quantity.title.removeprefix('minutes ')}"
                    title = words.text(condition.title)
                    rows.append([Cell(title, head=True), where, *summary(list(values.values()))])
    return rows


def _count_rows(found: Findings, words: Words) -> list[list[str | Cell]]:
    """What nobody has ever done is left out."""
    rows: list[list[str | Cell]] = []
    for condition in found.study.conditions:
        if condition.shows is None:
            continue
        for quantity in _happened(found):
            values = of_finished(found.counted, quantity, "task", condition.id)
            rows.append([Cell(words.text(condition.title), head=True), quantity.title, *summary(list(values.values()))])
    return rows


def _latency_rows(found: Findings, words: Words) -> list[list[str | Cell]]:
    named = [
        ("All", None),
        *((words.text(each.title), each.id) for each in found.study.conditions if each.shows is not None),
    ]
    rows: list[list[str | Cell]] = []
    for title, name in named:
        taken = sorted(latencies(found.counted, name))
        told = [median(taken), taken[ceil(0.9 * len(taken)) - 1], taken[0], taken[-1]] if taken else []
        numbers = [str(len(taken)), *(map(plain, told) if told else "––––")]
        rows.append([Cell(title, head=True), *(Cell(each, number=True) for each in numbers)])
    return rows


def _person_rows(found: Findings) -> list[list[str | Cell]]:
    rows: list[list[str | Cell]] = []
    for sitting in found.counted:
        minutes = [plain(total(sitting, MINUTES, kind)) for kind in _KINDS]
        counts = [plain(sum(total(sitting, quantity, kind) for kind in _KINDS)) for quantity in _of_people(found)]
        number = person(sitting.participant.number)
        rows.append([Cell(number, head=True), *(Cell(each, number=True) for each in (*minutes, *counts))])
    return rows
