"""Questions can be asked, and answered."""

from collections.abc import Iterator

from tetrascope.protocol.complaint import Location
from tetrascope.study.definition.question import MultipleChoice, Number, Question, Scale, SingleChoice
from tetrascope.study.definition.questionnaire import Questionnaire
from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault


def faults(study: Study) -> Iterator[Fault]:
    """Questions that could not be asked or answered."""
    for place, questionnaire in enumerate(study.questionnaires):
        where: Location = ("questionnaires", place)
        for at, occasion in enumerate(questionnaire.asked):
            if occasion in questionnaire.asked[:at]:
                yield Fault((*where, "asked", at), f"Expected each occasion once, got {occasion!r} again.")
        if "comfort" in questionnaire.asked and study.comfort is None:
            yield Fault((*where, "asked"), "Expected a table [comfort] in the study, got none.", "It says how often.")
        if not questionnaire.questions:
            yield Fault(where, "Expected `questions`, or the name of a questionnaire under `builtin`, got neither.")
        for at, question in enumerate(questionnaire.questions):
            yield from _asked(study, questionnaire, question, (*where, "questions", at))
            yield from _answered(question, (*where, "questions", at))
    if study.comfort is not None and not any("comfort" in each.asked for each in study.questionnaires):
        yield Fault(
            ("comfort",),
            "Expected a questionnaire that is asked at `comfort`, got none.",
            'Add one: builtin = "comfort", asked = ["comfort"].',
        )


def _asked(study: Study, questionnaire: Questionnaire, question: Question, where: Location) -> Iterator[Fault]:
    """A question is not asked per condition where its questionnaire already is, nor per image."""
    settled = {
        "before": set(),
        "end": set(),
        "comfort": {"condition", "image"},
        "after_condition": {"condition"} | ({"image"} if study.orders.outer == "images" else set()),
        "after_image": {"image"} | ({"condition"} if study.orders.outer == "conditions" else set()),
    }
    for occasion in questionnaire.asked:
        if question.per in settled[occasion]:
            yield Fault(
                (*where, "per"),
                f'Expected per = "once" in a questionnaire that is asked at {occasion!r}, got {question.per!r}.',
                "It is about one of them there already; or ask it at the `end`.",
            )


def _answered(question: Question, where: Location) -> Iterator[Fault]:
    if isinstance(question, Scale):
        yield from _scale(question, where)
    elif isinstance(question, SingleChoice | MultipleChoice):
        for place, choice in enumerate(question.choices):
            if choice.id == "other":
                yield Fault(
                    (*where, "choices", place, "id"),
                    "Expected another name than 'other', got it.",
                    'Write other = "..." beside the choices; participants can then add words of their own.',
                )
    elif isinstance(question, Number):
        low, high = question.bounds
        if low > high:
            yield Fault((*where, "max"), f"Expected at least {low:g}, the `min`, got {high:g}.")


def _scale(question: Scale, where: Location) -> Iterator[Fault]:
    if question.min >= question.max:
        yield Fault((*where, "max"), f"Expected more than {question.min}, the `min`, got {question.max}.")
        return
    if (question.max - question.min) % question.step:
        yield Fault(
            (*where, "step"),
            f"Expected steps that lead from {question.min} to {question.max}, got {question.step}.",
        )
    if question.labels is not None:
        if len(question.labels) != len(question.points):
            yield Fault(
                (*where, "labels"), f"Expected {len(question.points)}, one for each number, got {len(question.labels)}."
            )
        if question.low is not None or question.high is not None:
            yield Fault((*where, "labels"), "Expected `labels`, or `low` and `high`, got both.")
