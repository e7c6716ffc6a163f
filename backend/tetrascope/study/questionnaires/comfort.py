"""One question that takes a moment: how well a participant feels, from 0 to 10. Asked again and again in a session."""

from tetrascope.study.definition.question import Scale
from tetrascope.study.questionnaires.builtin_questionnaire import BuiltinQuestionnaire, english

QUESTIONNAIRE = BuiltinQuestionnaire(
    title=english("How do you feel?"),
    introduction=english("You may take a break or stop at any time, without giving a reason."),
    questions=[
        Scale(
            kind="scale",
            id="comfort",
            text=english("How unwell do you feel right now (dizzy, sick, strained)?"),
            min=0,
            max=10,
            low=english("Not at all"),
            high=english("So much that I want to stop"),
        )
    ],
    source="Tetrascope's own",
)
