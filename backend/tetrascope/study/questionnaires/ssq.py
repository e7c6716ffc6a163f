"""The Simulator Sickness Questionnaire: sixteen symptoms from 0, none, to 3, severe, in three overlapping groups.

R. S. Kennedy, N. E. Lane, K. S. Berbaum, M. G. Lilienthal, Simulator Sickness Questionnaire: an enhanced method for
quantifying simulator sickness. The International Journal of Aviation Psychology 3(3), 1993.
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

_SYMPTOMS = {
    "general_discomfort": ("Feeling generally unwell", "NO"),
    "fatigue": ("Tiredness", "O"),
    "headache": ("Headache", "O"),
    "eye_strain": ("Strained eyes", "O"),
    "difficulty_focusing": ("Trouble in focusing the eyes", "OD"),
    "increased_salivation": ("More saliva than usual", "N"),
    "sweating": ("Sweating", "N"),
    "nausea": ("Nausea", "ND"),
    "difficulty_concentrating": ("Trouble in concentrating", "NO"),
    "fullness_of_head": ("Pressure or heaviness in the head", "D"),
    "blurred_vision": ("Seeing unsharply", "OD"),
    "dizziness_eyes_open": ("Dizziness while the eyes are open", "D"),
    "dizziness_eyes_closed": ("Dizziness while the eyes are closed", "D"),
    "vertigo": ("The surroundings seem to turn", "D"),
    "stomach_awareness": ("Noticing the stomach, short of nausea", "N"),
    "burping": ("Burping", "N"),
}
"""Each symptom's text, and the groups it counts in: N nausea, O oculomotor, D disorientation."""
_WEIGHTS = {"nausea": ("N", 9.54), "oculomotor": ("O", 7.58), "disorientation": ("D", 13.92)}
_TOTAL_WEIGHT = 3.74
_SEVERITIES = [english(text) for text in ("None", "Slight", "Moderate", "Severe")]
QUESTIONS: list[Question] = [
    Scale(kind="scale", id=name, text=english(text), min=0, max=3, labels=_SEVERITIES)
    for name, (text, _) in _SYMPTOMS.items()
]


def score(ratings: Ratings) -> Scores:
    """`nausea`, `oculomotor`, `disorientation`, `total`: sums of ratings, weighted as by Kennedy et al."""
    checked(ratings, QUESTIONS)
    sums = {
        name: sum(ratings[symptom] for symptom, (_, groups) in _SYMPTOMS.items() if letter in groups)
        for name, (letter, _) in _WEIGHTS.items()
    }
    scores: Scores = {name: sums[name] * weight for name, (_, weight) in _WEIGHTS.items()}
    return scores | {"total": sum(sums.values()) * _TOTAL_WEIGHT}


QUESTIONNAIRE = BuiltinQuestionnaire(
    title=english("How you feel"),
    introduction=english("How much of each of these do you notice right now?"),
    questions=QUESTIONS,
    source="Simulator Sickness Questionnaire (Kennedy et al., 1993), worded anew",
    score=score,
    score_ranges={
        name: ScoreRange(f"SSQ, {name}", 0, most) for name, most in score(dict.fromkeys(_SYMPTOMS, 3)).items()
    },
)
