"""The report's tables as CSV files: one number a row, for statistics programs and spreadsheets."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from tetrascope.report.study.chosen import chosen
from tetrascope.report.study.figure import MAX_POINTS
from tetrascope.report.study.positions_part import rated
from tetrascope.report.study.words import Words
from tetrascope.study.definition.question import MultipleChoice, Number, OpenQuestion, Scale, SingleChoice
from tetrascope.study.findings.asked_question import About, AskedQuestion
from tetrascope.study.findings.findings import Findings
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.findings.step_use import MS_PER_MINUTE
from tetrascope.study.findings.usage import COUNTS, TIMES
from tetrascope.study.questionnaires.builtins import BUILTINS
from tetrascope.study.results.csv_file import ENCODING, cell_of
from tetrascope.study.session.step import Step
from tetrascope.study.statistics.spread import spread_of

Row = Sequence[Any]
_COUNTED = (*TIMES, *COUNTS)
_ABOUT = ("condition", "image", "occasion", "turn")
_QUESTION = ("questionnaire", "question", "text", *_ABOUT)


def csv_files(found: Findings, words: Words) -> dict[str, bytes]:
    """The files by name."""
    tables: dict[str, tuple[Sequence[str], Iterable[Row]]] = {
        "participants": (
            ("participant", "session", "stands_at", "counted", "minutes", "answers", "conditions_in_order"),
            _participants(found),
        ),
        "usage": (
            ("participant", "step", "kind", "condition", "image", "finished", *(each.name for each in _COUNTED)),
            _usage(found),
        ),
        "recalculations": (("participant", "step", "condition", "image", "latency_ms"), _latencies(found)),
        "ratings": ((*_QUESTION, "point", "meaning", "count", "of", "percent"), _ratings(found, words)),
        "choices": ((*_QUESTION, "choice", "meaning", "count", "of", "percent"), _choices(found, words)),
        "summaries": (
            (*_QUESTION, "of", "median", "interval_low", "interval_high", "mean", "sd", "least", "most"),
            _summaries(found, words),
        ),
        "open_answers": ((*_QUESTION, "participant", "answer"), _open_answers(found, words)),
        "scores": (("participant", "questionnaire", "score", *_ABOUT, "value", "least", "greatest"), _scores(found)),
        "comparisons": (
            (
                "family", "measure", "title", "first", "second", "people", "median_first", "median_second", "higher",
                "lower", "equal", "median_difference", "effect", "p", "p_corrected", "tests",
            ),
            _comparisons(found),
        ),
        "positions": (("measure", "title", "participant", "condition", "position", "value"), _positions(found, words)),
    }  # fmt: skip
    return {f"{name}.csv": _file((*head, "simulated"), rows, found.simulated) for name, (head, rows) in tables.items()}


def _file(head: Sequence[str], rows: Iterable[Row], simulated: bool) -> bytes:
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell_of(value) for value in (*row, simulated)])
    return target.getvalue().encode(ENCODING)


def _question(asked: AskedQuestion, about: About, words: Words) -> Row:
    return asked.questionnaire.id, asked.question.id, words.text(asked.question.text), *about


def _participants(found: Findings) -> Iterator[Row]:
    those = {sitting.participant.number for sitting in found.counted}
    for sitting in found.everyone:
        minutes = sum(use.ms for use in sitting.uses.values()) / MS_PER_MINUTE
        met = " ".join(dict.fromkeys(trial.condition for trial in sitting.order.trials))
        number = sitting.participant.number
        yield number, sitting.outcome, sitting.standing.step, number in those, minutes, len(sitting.answers), met


def _used(found: Findings) -> Iterator[tuple[Sitting, Step]]:
    for sitting in found.counted:
        for step in sitting.steps:
            if step.kind in ("tutorial", "task") and step.id in sitting.uses:
                yield sitting, step


def _usage(found: Findings) -> Iterator[Row]:
    for sitting, step in _used(found):
        use = sitting.uses[step.id]
        finished = step.id in sitting.finished_steps
        numbers = [quantity.of(use) for quantity in _COUNTED]
        yield sitting.participant.number, step.id, step.kind, step.condition, step.image, finished, *numbers


def _latencies(found: Findings) -> Iterator[Row]:
    for sitting, step in _used(found):
        for latency in sitting.uses[step.id].latencies:
            yield sitting.participant.number, step.id, step.condition, step.image, latency


def _ratings(found: Findings, words: Words) -> Iterator[Row]:
    for asked in found.questions:
        question = asked.question
        if not isinstance(question, Scale) or len(question.points) > MAX_POINTS:
            continue
        for about, group in asked.answers.items():
            for point, meaning in zip(question.points, words.points(question), strict=True):
                count = sum(given.value == point for given in group)
                yield *_question(asked, about, words), point, meaning, count, len(group), _percent(count, len(group))


def _choices(found: Findings, words: Words) -> Iterator[Row]:
    for asked in found.questions:
        if not isinstance(asked.question, SingleChoice | MultipleChoice):
            continue
        for about, group in asked.answers.items():
            for name, meaning in words.choices(asked.question).items():
                count = sum(name in chosen(given.value) for given in group)
                yield *_question(asked, about, words), name, meaning, count, len(group), _percent(count, len(group))


def _percent(count: int, of: int) -> float | None:
    return 100 * count / of if of else None


def _summaries(found: Findings, words: Words) -> Iterator[Row]:
    for asked in found.questions:
        if not isinstance(asked.question, Scale | Number):
            continue
        for about in asked.answers:
            spread = spread_of(list(asked.numbers(about).values()))
            if spread is None:
                yield *_question(asked, about, words), 0, *[None] * 7
                continue
            middle = (spread.median.value, *(spread.median.interval or (None, None)))
            rest = (spread.mean, spread.deviation, spread.least, spread.greatest)
            yield *_question(asked, about, words), spread.values, *middle, *rest


def _open_answers(found: Findings, words: Words) -> Iterator[Row]:
    for asked in found.questions:
        if isinstance(asked.question, OpenQuestion):
            for about, group in asked.answers.items():
                yield from ((*_question(asked, about, words), given.participant, given.value) for given in group)


def _scores(found: Findings) -> Iterator[Row]:
    builtin = {each.id: each.builtin for each in found.study.questionnaires}
    for score in found.scores:
        name = builtin[score.questionnaire]
        assert name is not None
        _, least, greatest = BUILTINS[name].score_ranges[score.name]
        yield score.participant, score.questionnaire, score.name, *score.about, score.value, least, greatest


def _comparisons(found: Findings) -> Iterator[Row]:
    for family in found.families:
        for each in family.comparisons:
            test = each.test
            named = [next(part for part in about if part is not None) for about in (each.first, each.second)]
            difference = None if each.difference is None else each.difference.value
            yield (
                family.title, each.measure.name, each.measure.title, *named, test.pairs,
                *(each.medians or (None, None)), test.higher, test.lower, test.equal, difference, test.effect, test.p,
                each.corrected, each.tests,
            )  # fmt: skip


def _positions(found: Findings, words: Words) -> Iterator[Row]:
    for measure in rated(found, words):
        for about, group in measure.groups.items():
            for given in group:
                yield measure.name, measure.title, given.participant, about.condition, given.position, given.value
