"""Who took part, and how their sessions went (thesis, section 4.3)."""

from collections import Counter

from tetrascope.report.numbers import capitalised, counted, plain
from tetrascope.report.study.table import Cell, html_table
from tetrascope.report.study.words import Words, person
from tetrascope.study.findings.findings import Findings
from tetrascope.study.findings.sitting import Outcome, Sitting
from tetrascope.study.findings.step_use import MS_PER_MINUTE

OUTCOMES: dict[Outcome, str] = {
    "finished": "finished",
    "unfinished": "unfinished",
    "aborted": "aborted",
    "not_begun": "not begun",
}


def participants_part(found: Findings, words: Words) -> str:
    """How many there were, which of them count, and a row for each."""
    parts = ['<section id="participants"><h2>Participants</h2>', f"<p>{_sentence(found)}</p>"]
    if found.everyone:
        head = ["Participant", "Session", "Where it stands, and notes", "Minutes", "Answers", "Order of conditions"]
        parts.append(html_table("Sessions", head, [_row(each, words) for each in found.everyone], kind="sessions"))
    return f"{''.join(parts)}</section>\n"


def _sentence(found: Findings) -> str:
    kind = "simulated participant" if found.simulated else "participant"
    if not found.everyone:
        return f"There is no {kind} yet."
    outcomes = Counter(sitting.outcome for sitting in found.everyone)
    told = ", ".join(f"{outcomes[outcome]} {name}" for outcome, name in OUTCOMES.items() if outcomes[outcome])
    rule = (
        "those whose session is finished."
        if found.finished_only
        else "all who have begun, also where a session is unfinished or was aborted. The option "
        "<code>--finished</code> counts finished sessions only."
    )
    return (
        f"{capitalised(counted(len(found.everyone), kind))}: {told}. Tables and figures count {len(found.counted)} of "
        f"them, {rule} Times and counts in a condition are of those who finished all of its tasks."
    )


def _row(sitting: Sitting, words: Words) -> list[str | Cell]:
    minutes = sum(use.ms for use in sitting.uses.values()) / MS_PER_MINUTE
    met = dict.fromkeys(trial.condition for trial in sitting.order.trials)
    where = "" if sitting.outcome in ("finished", "not_begun") else f"at {sitting.standing.step}"
    return [
        Cell(person(sitting.participant.number), head=True),
        OUTCOMES[sitting.outcome],
        "; ".join(filter(None, [where, *(f"note at {note.step}: {note.text}" for note in sitting.standing.notes)])),
        Cell(plain(minutes), number=True),
        Cell(str(len(sitting.answers)), number=True),
        ", ".join(words.condition(each) for each in met),
    ]
