"""The NASA Task Load Index in its raw form: six kinds of load, each rated from 0 to 100 in steps of 5, without weights.

S. G. Hart, L. E. Staveland, Development of NASA-TLX, Advances in Psychology 52, 1988; for the raw form S. G. Hart,
NASA-Task Load Index (NASA-TLX); 20 years later, Proceedings of the Human Factors and Ergonomics Society 50, 2006.
"""

from tetrascope.study.definition.question import Question, Scale
from tetrascope.study.questionnaires.builtin_questionnaire import (
    BuiltinQuestionnaire,
    Ratings,
    ScoreRange,
    Scores,
    checked,
    english,
)

_DIMENSIONS = {
    "mental_demand": ("How much thinking, deciding and searching did the task take?", "Very little", "Very much"),
    "physical_demand": ("How much bodily activity did the task take?", "Very little", "Very much"),
    "temporal_demand": ("How pressed for time did you feel?", "Not at all", "Very much"),
    "performance": ("How well did you reach what you were to reach?", "Perfectly", "Not at all"),
    "effort": ("How hard did you have to work for it, in your head and with your hands?", "Hardly", "Very hard"),
    "frustration": ("How annoyed, discouraged or tense were you?", "Not at all", "Very much"),
}
QUESTIONS: list[Question] = [
    Scale(kind="scale", id=name, text=english(text), min=0, max=100, step=5, low=english(low), high=english(high))
    for name, (text, low, high) in _DIMENSIONS.items()
]


def score(ratings: Ratings) -> Scores:
    """`raw_tlx`, 0..100: the mean of the six ratings; of `performance` 0 is perfect, so it counts as it stands."""
    checked(ratings, QUESTIONS)
    return {"raw_tlx": sum(ratings[name] for name in _DIMENSIONS) / len(_DIMENSIONS)}


QUESTIONNAIRE = BuiltinQuestionnaire(
    title=english("Task load"),
    introduction=english("What was the task like that you have just done?"),
    questions=QUESTIONS,
    source="NASA Task Load Index, raw (Hart & Staveland, 1988; Hart, 2006), worded anew",
    score=score,
    score_ranges={"raw_tlx": ScoreRange("Raw TLX", 0, 100)},
)
