"""Scores of the questionnaires that are built in, a row each."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tetrascope.study.questionnaires.builtins import BUILTINS
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.answers import AnswerResult, answer_results
from tetrascope.study.results.shared_columns import participant_columns, session_column
from tetrascope.study.results.table import Column, Table


class ScoreResult(NamedTuple):
    """A row."""

    answer: AnswerResult
    """One of those it was computed from."""
    score: str
    value: float | None


def score_results(records: StudyRecords) -> Iterator[ScoreResult]:
    """The scores of all questionnaires that have some, each time that anything of them was answered."""
    for _, of_participant in groupby(answer_results(records), lambda row: row.answer.participant):
        by_step = sorted(of_participant, key=_place)
        for _, of_step in groupby(by_step, _place):
            yield from _scores(list(of_step))


def _place(row: AnswerResult) -> int:
    return row.of.steps.index(row.step)


def _scores(answers: Sequence[AnswerResult]) -> Iterator[ScoreResult]:
    """The scores of one questionnaire at one step."""
    first = answers[0]
    if first.questionnaire.builtin is not None:
        ratings = {each.question.id: each.answer.value for each in answers}
        scores = BUILTINS[first.questionnaire.builtin].scores_of(ratings)
        yield from (ScoreResult(first, name, value) for name, value in scores.items())


SCORE_TABLE: Table[ScoreResult] = Table(
    name="scores",
    row="a score of a questionnaire that is built in, each time that anything of it was answered",
    rows=score_results,
    columns=[
        *participant_columns(lambda row: row.answer.of.standing.participant),
        session_column(lambda row: row.answer.of.standing.state),
        Column("step", "text", "The step of the session at which it was asked.", lambda row: row.answer.step.id),
        Column("questionnaire", "text", "Its name in the study.", lambda row: row.answer.questionnaire.id),
        Column(
            "builtin", "text", "Its name among those that are built in.", lambda row: row.answer.questionnaire.builtin
        ),
        Column("occasion", "text", "When it was asked.", lambda row: row.answer.step.occasion),
        Column(
            "condition",
            "text",
            "The condition after which it was asked; empty for none.",
            lambda row: row.answer.step.condition,
        ),
        Column(
            "image", "text", "The image after which it was asked; empty for none.", lambda row: row.answer.step.image
        ),
        Column("score", "text", "The score's name: see the questionnaires.", lambda row: row.score),
        Column("value", "number", "The score; empty where an answer is missing that it needs.", lambda row: row.value),
    ],
)
