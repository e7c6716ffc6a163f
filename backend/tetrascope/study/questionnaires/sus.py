"""The System Usability Scale: ten statements, agreed to from 1 to 5, alternately for and against the system.

J. Brooke, SUS: a "quick and dirty" usability scale. In: Usability Evaluation in Industry, Taylor & Francis, 1996.
"""

from tetrascope.study.definition.question import Question
from tetrascope.study.questionnaires.builtin_questionnaire import (
    BuiltinQuestionnaire,
    Ratings,
    ScoreRange,
    Scores,
    agreement,
    checked,
    english,
)

_STATEMENTS = (
    "If it were at hand, I would work with it regularly.",
    "It was more complicated than it had to be.",
    "It was simple to handle.",
    "Without somebody who knows it well at my side I could not manage it.",
    "Its parts belong together and work well with each other.",
    "It behaved differently from one place to another.",
    "Most people would have the knack of it within a short time.",
    "Working with it was laborious.",
    "I was sure of what I was doing with it.",
    "There was much that I had to learn before I could begin.",
)
QUESTIONS: list[Question] = [
    agreement(f"q{number}", statement) for number, statement in enumerate(_STATEMENTS, start=1)
]


def score(ratings: Ratings) -> Scores:
    """`sus`, 0..100: of odd questions the rating less 1, of even ones 5 less the rating; their sum times 2.5."""
    checked(ratings, QUESTIONS)
    points = [ratings[f"q{n}"] - 1 if n % 2 else 5 - ratings[f"q{n}"] for n in range(1, len(QUESTIONS) + 1)]
    return {"sus": 2.5 * sum(points)}


QUESTIONNAIRE = BuiltinQuestionnaire(
    title=english("Usability"),
    introduction=english("How far do you agree with each statement about what you have just used?"),
    questions=QUESTIONS,
    source="System Usability Scale (Brooke, 1996), worded anew",
    score=score,
    score_ranges={"sus": ScoreRange("SUS", 0, 100)},
)
