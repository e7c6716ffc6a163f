"""All that a study found, of the participants that count."""

from typing import NamedTuple

from tetrascope.study.definition.study import Study
from tetrascope.study.findings.asked_question import AskedQuestion, asked_questions
from tetrascope.study.findings.measures import Family, families
from tetrascope.study.findings.score import Score, scores
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.findings.step_use import step_uses
from tetrascope.study.records.recorded import Participant
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


def findings(records: StudyRecords, *, simulated: bool = False, finished_only: bool = False, language: str) -> Findings:
    """Read what a study found.

    Args:
        records: a snapshot, where they may be written meanwhile.
        simulated: tell of simulated participants, and of these alone.
        finished_only: count only those who have finished their session; else all who have begun it.
        language: of the titles of what is compared, one of the study's.
    """
    study = records.study
    participants = records.participants()
    orders = {order.number: order for order in records.orders()}
    everyone = [
        _sitting(records, each, orders[each.order_number]) for each in participants if each.simulated == simulated
    ]
    wanted = ("finished",) if finished_only else ("finished", "unfinished", "aborted")
    counted = [sitting for sitting in everyone if sitting.outcome in wanted]
    questions = asked_questions(study, counted)
    found = scores(study, counted)
    compared = families(study, counted, questions, found, language)
    others = len(participants) - len(everyone)
    return Findings(study, simulated, finished_only, others, everyone, counted, questions, found, compared)


def _sitting(records: StudyRecords, participant: Participant, order: Order) -> Sitting:
    number = participant.number
    uses, answers = step_uses(records.each_event(number)), records.answers(number)
    return Sitting(participant, order, records.steps(number), uses, answers, records.next_step(number))
