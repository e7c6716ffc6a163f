"""The last answer to every question, a row each."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tetrascope.study.definition.question import MultipleChoice, Number, Question, Scale, SingleChoice
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.records.recorded import RecordedAnswer
from tetrascope.study.records.study_records import StudyRecords
from tetrascope.study.results.participants import SEPARATOR, ParticipantResult, participant_results
from tetrascope.study.results.shared_columns import moment_columns, participant_columns, session_column
from tetrascope.study.results.table import Column, Table
from tetrascope.study.session.plan import question_of
from tetrascope.study.session.step import Item, Step

OTHER = "other"


class AnswerResult(NamedTuple):
    """A row."""

    answer: RecordedAnswer
    of: ParticipantResult
    step: Step
    item: Item
    questionnaire: Questionnaire
    question: Question
    language: str


def answer_results(records: StudyRecords) -> Iterator[AnswerResult]:
    """All answers with what was asked, by participant and in the order of arrival."""
    study = records.study
    questionnaires = {each.id: each for each in study.questionnaires}
    for of in participant_results(records):
        asked = {
            (step.id, item.id): (step, item, questionnaires[step.questionnaire])
            for step in of.steps
            if step.questionnaire is not None
            for item in step.items
        }
        for answer in records.answers(of.standing.participant.number):
            step, item, questionnaire = asked[answer.step, answer.item]
            question = question_of(questionnaire, item)
            yield AnswerResult(answer, of, step, item, questionnaire, question, study.languages[0])


def _chosen(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _flat(row: AnswerResult) -> Any:
    """The answer as one value: a number, an id, ids, or words."""
    if isinstance(row.question, SingleChoice | MultipleChoice):
        return SEPARATOR.join(OTHER if isinstance(each, dict) else each for each in _chosen(row.answer.value)) or None
    return row.answer.value


def _number(row: AnswerResult) -> float | None:
    return row.answer.value if isinstance(row.question, Scale | Number) else None


def _other(row: AnswerResult) -> str | None:
    return next((each["other"] for each in _chosen(row.answer.value) if isinstance(each, dict)), None)


def _label(row: AnswerResult) -> str | None:
    """What the answer means, as the participant read it."""
    question, language = row.question, row.language
    if isinstance(question, SingleChoice | MultipleChoice):
        texts = {choice.id: choice.text for choice in question.choices}
        chosen = [question.other if isinstance(each, dict) else texts[each] for each in _chosen(row.answer.value)]
        return f"{SEPARATOR} ".join(text.in_language(language) for text in chosen if text is not None) or None
    if isinstance(question, Scale) and row.answer.value is not None:
        text = question.meanings.get(row.answer.value)
        return None if text is None else text.in_language(language)
    return None


def _bounds(row: AnswerResult) -> tuple[float | None, float | None, int | None]:
    """The least and the greatest value, and how far values are apart."""
    if isinstance(row.question, Scale):
        return row.question.min, row.question.max, row.question.step
    if isinstance(row.question, Number):
        return row.question.min, row.question.max, 1 if row.question.whole else None
    return None, None, None


ANSWER_TABLE: Table[AnswerResult] = Table(
    name="answers",
    row="the last answer to a question, by participant, in the order of arrival; those given before it are events",
    rows=answer_results,
    columns=[
        *participant_columns(lambda row: row.of.standing.participant),
        session_column(lambda row: row.of.standing.state),
        Column("step", "text", "The step of the session at which it was asked.", lambda row: row.answer.step),
        Column("questionnaire", "text", "The questionnaire's name in the study.", lambda row: row.questionnaire.id),
        Column("occasion", "text", "When the questionnaire was asked.", lambda row: row.step.occasion),
        Column("question", "text", "The question's name in its questionnaire.", lambda row: row.answer.question),
        Column(
            "item",
            "text",
            "The question as it was asked at that step: with the condition or the image where it is asked for each.",
            lambda row: row.answer.item,
        ),
        Column(
            "condition", "text", "The condition it is about; empty for none, or all.", lambda row: row.answer.condition
        ),
        Column("image", "text", "The image it is about; empty for none, or all.", lambda row: row.answer.image),
        Column(
            "text",
            "text",
            "The question, in the study's first language.",
            lambda row: row.question.text.in_language(row.language),
        ),
        Column(
            "kind",
            "text",
            "`scale`, `single_choice`, `multiple_choice`, `number` or `open`.",
            lambda row: row.question.kind,
        ),
        Column("required", "truth", "Whether it had to be answered.", lambda row: row.question.required),
        Column("min", "number", "Of a scale or a number, the least value.", lambda row: _bounds(row)[0]),
        Column("max", "number", "Of a scale or a number, the greatest value.", lambda row: _bounds(row)[1]),
        Column(
            "points_apart",
            "number",
            "Of a scale, from one point to the next; of a number 1 where it is whole.",
            lambda row: _bounds(row)[2],
        ),
        Column(
            "value",
            "number or text",
            "The answer: a number; the name of a choice, several parted by `;`, one besides as `other`; or words. "
            "Empty where the participant gave none.",
            _flat,
            only="csv",
        ),
        Column(
            "value",
            "JSON",
            "The answer as it was recorded: a number; the name of a choice, a list of these, one besides as "
            '`{"other": "words"}`; or words. null where the participant gave none.',
            lambda row: row.answer.value,
            only="json",
        ),
        Column("number", "number", "The same where it is a number: of a scale, or of a number.", _number, only="csv"),
        Column("other", "text", "The words added to the choice `other`.", _other, only="csv"),
        Column(
            "label",
            "text",
            "What the value means in words, in the study's first language: the text of a choice, of a point.",
            _label,
        ),
        Column(
            "event",
            "whole number",
            "The event that gave it; these rise as answers arrived.",
            lambda row: row.answer.event,
        ),
        *moment_columns("wall", "When it was given, by the client's clock.", lambda row: row.answer.wall_ms),
        *moment_columns("received", "When it arrived, by the server's clock.", lambda row: row.answer.received_ms),
    ],
)
