"""A participant's session, as their client has it: every text is in their language."""

from typing import Literal

from pydantic import Field

from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import AnyJson, Message
from tetrascope.protocol.study.shown import Shown

StepKind = Literal["consent", "questionnaire", "tutorial", "task", "break", "end"]
QuestionKind = Literal["scale", "single_choice", "multiple_choice", "number", "open"]
SessionState = Literal["waiting", "running", "paused", "aborted", "ended"]
"""`waiting` for the experimenter to start it, `running`, `paused` by the experimenter, or how it ended."""


class SessionStatus(Message):
    """How a session stands; a participant's client asks for it every few seconds. (Since 1.6.)"""

    state: SessionState
    """Whether the participant may go on, waits, or is done."""
    step: str
    """The step at which they go on: the first that is not finished, or lacks an answer that is required."""


class SessionChoice(Message):
    """One of the answers that can be chosen. (Since 1.6.)"""

    id: str
    """What is answered where it is chosen."""
    text: str
    """What the participant reads."""


class SessionQuestion(Message):
    """A question as it is asked at a step. Which fields have a value depends on its kind. (Since 1.6.)"""

    item: str
    """Its name within the step, by which it is answered."""
    kind: QuestionKind
    """How it is answered: a whole number, the id of a choice, a list of ids, a number, or a text."""
    text: str
    """What the participant reads."""
    required: bool
    """Whether it must be answered to go on."""
    condition: str | None
    """The condition it is about; null for none, or all."""
    image: str | None
    """The image it is about; null for none, or all."""
    min: float | None
    """Of a scale its lowest point, of a number the least; null for no bound."""
    max: float | None
    """Of a scale its highest point, of a number the greatest; null for no bound."""
    step: int | None
    """Of a scale, from one point to the next; of a number 1 where it must be whole; else null."""
    low: str | None
    """Of a scale, what its lowest point means."""
    high: str | None
    """Of a scale, what its highest point means."""
    labels: list[str]
    """Of a scale, what every point means, from the lowest on; empty where `low` and `high` say it, or nothing does."""
    choices: list[SessionChoice]
    """Of a choice, the answers; else empty."""
    other: str | None
    """Of a choice, what one besides is called, to which the participant adds words of their own: it is answered by
    `{"other": "words"}`. Null where there is none."""
    max_length: int | None
    """Of an open question, characters of the longest answer."""


class SessionStep(Message):
    """What a participant does next. (Since 1.6.)"""

    id: str
    """Its name within the session, which every event tells."""
    kind: StepKind
    """What it is."""
    title: str
    """A heading: that of the questionnaire, of the condition, or what it is in one word."""
    text: str
    """What the participant reads: paragraphs are parted by an empty line. Empty for none."""
    minutes: float
    """How long it is planned to take; 0 for what takes no time."""
    limit_minutes: float | None
    """When it ends at the latest, in minutes at it; null for no limit."""
    condition: str | None
    """Of a tutorial, a task or a questionnaire after one: the condition."""
    image: str | None
    """Likewise the image."""
    questions: list[SessionQuestion]
    """What a questionnaire asks."""


class SessionCondition(Message):
    """What participants have before them: Tetrascope with some of it hidden, or something else. (Since 1.6.)"""

    id: str
    """Its name within the study."""
    title: str
    """What the participant reads."""
    network_id: str
    """The network that is looked into."""
    shows: Shown | None
    """What of Tetrascope is shown; null where a reference is opened in its place."""
    address: str | None
    """The web page to open in its place, `http://` or `https://`; null for none."""
    program: list[str]
    """The program of the participant's computer to start in its place, and what is given to it; empty for none. A
    browser cannot start it, and tells the participant to."""


class SessionImage(Message):
    """An image of the study, which the server has. (Since 1.6.)"""

    id: str
    """Its name within the study."""
    title: str
    """What the participant reads."""
    image_id: str
    """Its name for the server, in every request."""


class SessionAnswer(Message):
    """The last answer to a question. (Since 1.6.)"""

    step: str
    """The step at which it was asked."""
    item: str
    """The question's name within the step."""
    value: AnyJson
    """The answer: of a scale a whole number; of a choice its id, or `{"other": "words"}`; a list of these where several
    may be chosen; a number; a text; null for none."""


class StudySession(Message):
    """A participant's whole session, and where they are in it. (Since 1.6.)"""

    participant: int = Field(ge=1)
    """Their number, which is all that is known of them."""
    simulated: bool
    """Whether nobody is there: a dry run."""
    title: str
    """The study's name."""
    language: str
    """The language of all texts, as a tag of BCP 47: the last that was chosen, else the study's first."""
    languages: list[str]
    """Those that can be chosen; `language_chosen` chooses one, and then the session is asked for again."""
    state: SessionState
    """As in `SessionStatus`."""
    step: str
    """As in `SessionStatus`."""
    spent_ms: float
    """Milliseconds that were spent at this step before, without pauses; a time limit counts from there."""
    steps: list[SessionStep]
    """All of them, in order."""
    conditions: list[SessionCondition]
    """Those of the study."""
    images: list[SessionImage]
    """Those of the study."""
    answers: list[SessionAnswer]
    """All that have been given."""
    drafts: list[SessionAnswer] = []
    """Answers at the step at which they go on that were changed and not given yet, by `answer_changed`."""
    masks: list[Mask] = []
    """Masks at the step at which they go on, in order, as events have told them. A client that opens the step has them
    from the beginning, and tells nothing of that."""
