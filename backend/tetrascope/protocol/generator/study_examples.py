"""Examples of the messages about user studies."""

from tetrascope.protocol.example import IMAGE_ID, NETWORK_ID
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.message import Message
from tetrascope.protocol.study.events import EventBatch, EventReceipt, RefusedEvent, SessionEvent
from tetrascope.protocol.study.overview import (
    EventRecord,
    NewNote,
    NewParticipants,
    ParticipantRecord,
    SessionControl,
    SessionNote,
    StudyOverview,
    StudyParticipant,
    StudyTrial,
)
from tetrascope.protocol.study.session import (
    SessionAnswer,
    SessionChoice,
    SessionCondition,
    SessionImage,
    SessionQuestion,
    SessionStatus,
    SessionStep,
    StudySession,
)
from tetrascope.protocol.study.shown import Shown

_NOW = 1_700_000_000_000.0
_TASK = "task.clustered.cat.explore"
_CHOICE = SessionChoice(id="math", text="Mathematical sciences")
_SCALE = SessionQuestion(
    item="q1.clustered",
    kind="scale",
    text="It was easy to learn.",
    required=True,
    condition="clustered",
    image=None,
    min=1.0,
    max=5.0,
    step=1,
    low="strongly disagree",
    high="strongly agree",
    labels=[],
    choices=[],
    other=None,
    max_length=None,
)
_SINGLE_CHOICE = _SCALE.model_copy(
    update={
        "item": "background",
        "kind": "single_choice",
        "text": "What is your background?",
        "condition": None,
        "min": None,
        "max": None,
        "step": None,
        "low": None,
        "high": None,
        "choices": [_CHOICE],
        "other": "Other, please explain",
    }
)
_OPEN = _SINGLE_CHOICE.model_copy(
    update={"item": "q7.cat", "kind": "open", "image": "cat", "choices": [], "other": None, "max_length": 5000}
)
_CONSENT = SessionStep(
    id="consent",
    kind="consent",
    title="Consent",
    text="You can stop at any time.",
    minutes=2.0,
    limit_minutes=None,
    condition=None,
    image=None,
    questions=[],
)
_STEP = _CONSENT.model_copy(
    update={
        "id": _TASK,
        "kind": "task",
        "title": "Clustered",
        "text": "Find out what the network looks at.",
        "minutes": 5.0,
        "limit_minutes": 10.0,
        "condition": "clustered",
        "image": "cat",
    }
)
_QUESTIONNAIRE = _CONSENT.model_copy(
    update={
        "id": "questionnaire.experience.end",
        "kind": "questionnaire",
        "title": "Your experience",
        "text": "",
        "questions": [_SCALE, _SINGLE_CHOICE, _OPEN],
    }
)
_CONDITION = SessionCondition(
    id="clustered", title="Clustered", network_id=NETWORK_ID, shows=Shown(), address=None, program=[]
)
_REFERENCE = SessionCondition(
    id="reference",
    title="Another tool",
    network_id=NETWORK_ID,
    shows=None,
    address="https://example.org/tool",
    program=[],
)
_IMAGE = SessionImage(id="cat", title="Cat", image_id=IMAGE_ID)
_ANSWER = SessionAnswer(step=_QUESTIONNAIRE.id, item="q1.clustered", value=4)
_MASK = Rectangle(top=8, left=16, height=32, width=64)
_SESSION = StudySession(
    participant=7,
    simulated=False,
    title="Looking into a network",
    language="en",
    languages=["en", "de"],
    state="running",
    step=_TASK,
    spent_ms=1500.0,
    steps=[_CONSENT, _STEP, _QUESTIONNAIRE],
    conditions=[_CONDITION, _REFERENCE],
    images=[_IMAGE],
    answers=[_ANSWER],
    masks=[_MASK],
)
_EVENT = SessionEvent(
    sequence=12,
    kind="mask_drawn",
    step=_TASK,
    scene="structure",
    monotonic_ms=61_000.5,
    wall_ms=_NOW,
    content={"index": 0, "mask": _MASK.model_dump()},
)
_ANSWERED = SessionEvent(
    sequence=13,
    kind="question_answered",
    step=_QUESTIONNAIRE.id,
    scene="pool",
    monotonic_ms=62_000.5,
    wall_ms=_NOW + 1000,
    content={"item": "background", "value": {"other": "History"}},
)
_REFUSED = RefusedEvent(sequence=14, message="Expected a step of the session, got 'lunch'.")
_NOTE = SessionNote(at_ms=_NOW, step=_TASK, text="Asked what a cluster is.")
_TRIAL = StudyTrial(condition="clustered", image="cat")
_PARTICIPANT = StudyParticipant(
    participant=7,
    simulated=False,
    key="Zk3v9Yw0bq1S2d4f6h8j0A",
    state="running",
    present=True,
    seen_ms=_NOW,
    started_ms=_NOW - 90_000,
    ended_ms=None,
    state_since_ms=_NOW - 90_000,
    step=_TASK,
    step_title="Clustered",
    step_minutes=2.0,
    step_since_ms=_NOW - 41_000,
    steps_done=1,
    step_count=3,
    minutes_left=2.0,
    trials=[_TRIAL],
    events=12,
    answers=1,
    notes=[_NOTE],
)
_RECORDED = EventRecord(
    client_id="client-0123456789",
    received_ms=_NOW + 25,
    condition="clustered",
    image="cat",
    **_EVENT.model_dump(),
)

STUDY_EXAMPLES: dict[str, Message] = {
    "study_session": _SESSION,
    "session_status": SessionStatus(state="paused", step=_TASK),
    "session_step": _STEP,
    "session_question_scale": _SCALE,
    "session_question_choice": _SINGLE_CHOICE,
    "session_question_open": _OPEN,
    "session_choice": _CHOICE,
    "session_condition": _CONDITION,
    "session_condition_reference": _REFERENCE,
    "session_image": _IMAGE,
    "session_answer": _ANSWER,
    "shown": Shown(clusters=False, pool=False, colour_map="ember"),
    "session_event": _EVENT,
    "session_event_answered": _ANSWERED,
    "event_batch": EventBatch(client_id="client-0123456789", events=[_EVENT, _ANSWERED]),
    "event_receipt": EventReceipt(acknowledged=[12, 13], refused=[_REFUSED]),
    "refused_event": _REFUSED,
    "study_overview": StudyOverview(
        id="looking", title="Looking into a network", planned=8, now_ms=_NOW, participants=[_PARTICIPANT]
    ),
    "study_participant": _PARTICIPANT,
    "study_trial": _TRIAL,
    "session_note": _NOTE,
    "new_participants": NewParticipants(count=3),
    "session_control": SessionControl(action="pause"),
    "new_note": NewNote(text=_NOTE.text),
    "event_record": _RECORDED,
    "participant_record": ParticipantRecord(session=_SESSION, events=[_RECORDED]),
}
