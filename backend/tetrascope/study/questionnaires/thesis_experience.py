"""What participants make of the conditions: the thesis's thirteen questions, table 4.2, worded anew.

1 to 6 are asked once for each condition, 7 and 8 once for each image, the others once.
"""

from tetrascope.study.definition.question import MultipleChoice, OpenQuestion, Per, Question
from tetrascope.study.questionnaires.builtin_questionnaire import BuiltinQuestionnaire, agreement, choices, english


def _open(number: int, question: str, per: Per = "once", required: bool = True) -> OpenQuestion:
    return OpenQuestion(kind="open", id=f"q{number}", text=english(question), per=per, required=required)


QUESTIONS: list[Question] = [
    agreement("q1", "I learned quickly how it works.", "condition"),
    agreement("q2", "It was friendly to me as its user.", "condition"),
    agreement("q3", "What the pictures mean was clear without much thought.", "condition"),
    agreement("q4", "What I saw was clearly laid out.", "condition"),
    agreement("q5", "It was useful for getting to know how the network is built and how it decides.", "condition"),
    MultipleChoice(
        kind="multiple_choice",
        id="q6",
        text=english("What did you use the information for?"),
        per="condition",
        choices=choices(
            features="To understand how features are computed",
            architecture="To picture the architecture better",
            parameters="To understand what the parameters change",
            input_parts="To understand which parts of the input matter",
        ),
        other=english("Something else, namely"),
    ),
    _open(
        7,
        "Which areas of this image mattered to the network, how large are they, and what share do they make?",
        "image",
    ),
    _open(8, "Which areas of this image did not matter to the network, and how large are they?", "image"),
    agreement("q9", "A person must know a good deal beforehand to use it."),
    _open(10, "What must one know beforehand?", required=False),
    _open(11, "Which of the two scenes was more useful to you, network structure or masked images, and why?"),
    _open(12, "Which told you more, clustered feature maps or all of them, and why?"),
    _open(13, "What would you add, and why?", required=False),
]
QUESTIONNAIRE = BuiltinQuestionnaire(
    title=english("Your experience"),
    introduction=english("Please answer for each condition and for each image where they are named."),
    questions=QUESTIONS,
    source="thesis, table 4.2, worded anew",
)
