"""Who the participants are: the thesis's table 4.1, worded anew."""

from tetrascope.study.definition.question import Number, SingleChoice
from tetrascope.study.questionnaires.builtin_questionnaire import BuiltinQuestionnaire, choices, english

QUESTIONNAIRE = BuiltinQuestionnaire(
    title=english("About you"),
    introduction=english("A few facts, so that results can be told for the group as a whole."),
    questions=[
        Number(kind="number", id="age", text=english("How old are you, in years?"), min=0, max=120, whole=True),
        SingleChoice(
            kind="single_choice",
            id="gender",
            text=english("What is your gender?"),
            choices=choices(male="Male", female="Female", undisclosed="I prefer not to say"),
            other=english("Other"),
        ),
        SingleChoice(
            kind="single_choice",
            id="background",
            text=english("Which field do you come from?"),
            choices=choices(
                mathematical="Mathematical sciences", physical="Physical sciences", biological="Biological sciences"
            ),
            other=english("Another one, namely"),
        ),
        SingleChoice(
            kind="single_choice",
            id="knowledge",
            text=english("How well do you know neural networks?"),
            choices=choices(
                none="Not at all",
                basic="I know the basics",
                intermediate="I have worked with them",
                expert="I know them thoroughly",
            ),
        ),
    ],
    source="thesis, table 4.1, worded anew",
)
