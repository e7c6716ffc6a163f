"""Questionnaires that are built in, by name."""

from tetrascope.study.questionnaires import comfort, nasa_tlx, ssq, sus, thesis_demographics, thesis_experience
from tetrascope.study.questionnaires.builtin_questionnaire import BuiltinQuestionnaire

BUILTINS: dict[str, BuiltinQuestionnaire] = {
    "comfort": comfort.QUESTIONNAIRE,
    "nasa_tlx": nasa_tlx.QUESTIONNAIRE,
    "ssq": ssq.QUESTIONNAIRE,
    "sus": sus.QUESTIONNAIRE,
    "thesis_demographics": thesis_demographics.QUESTIONNAIRE,
    "thesis_experience": thesis_experience.QUESTIONNAIRE,
}
