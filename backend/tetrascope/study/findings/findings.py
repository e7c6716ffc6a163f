"""All that a study found, of the participants that count."""

from collections.abc import Callable
from typing import NamedTuple

from tetrascope.study.definition.study import Study
from tetrascope.study.findings.asked_question import AskedQuestion, asked_questions
from tetrascope.study.findings.measures import Family, families
from tetrascope.study.findings.score import Score, scores
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.findings.step_use import step_uses
from tetrascope.study.records.standing import Standing
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.session.order import Order


class Findings(NamedTuple):
    """What a report tells."""

    study: Study
    simulated: bool
    """Whether all participants are simulated; else none is."""
    finished_only: bool
    """Whether only finished sessions are counted."""
    others: int
    """Participants of the other kind, simulated or real, in the same records; nothing of them is told."""
    everyone: list[Sitting]
    """All participants, by number."""
    counted: list[Sitting]
    """Those of them in tables and figures."""
    questions: list[AskedQuestion]
    scores: list[Score]
    families: list[Family]

    @property
    def until_ms(self) -> float | None:
        """When the last event of these participants arrived; None where there is none."""
        return max((use.received_ms for each in self.everyone for use in each.uses.values()), default=None)


def findings(
    records: StudyRecords,
    *,
    simulated: bool = False,
    finished_only: bool = False,
    language: str,
    show: Callable[[int, int], None] = lambda _done, _total: None,
) -> Findings:
    """Read what a study found.

    Args:
        records: a snapshot, where they may be written meanwhile.
        simulated: tell of simulated participants, and of these alone.
        finished_only: count only those who have finished their session; else all who have begun it.
        language: of the titles of what is compared, one of the study's.
        show: is told how many participants are read, and how many there are.
    """
    study = records.study
    orders = {order.number: order for order in records.orders()}
    standings = records.standings()
    everyone = []
    for place, standing in enumerate(standings):
        show(place, len(standings))
        if standing.participant.simulated == simulated:
            everyone.append(_sitting(records, standing, orders[standing.participant.order_number]))
    counted = [each for each in everyone if (each.outcome == "finished" if finished_only else each.has_begun)]
    questions = asked_questions(study, counted)
    found = scores(study, counted)
    compared = families(study, counted, questions, found, language)
    others = len(standings) - len(everyone)
    return Findings(study, simulated, finished_only, others, everyone, counted, questions, found, compared)


def _sitting(records: StudyRecords, standing: Standing, order: Order) -> Sitting:
    number = standing.participant.number
    uses, answers = step_uses(records.each_event(number)), records.answers(number)
    return Sitting(order, records.steps(number), uses, answers, standing)
