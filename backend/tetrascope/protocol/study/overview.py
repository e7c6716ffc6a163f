"""What the experimenter sees and does: participants, how far they are, notes, and what one did."""

from typing import Literal

from pydantic import Field

from tetrascope.protocol.message import AnyJson, LargeInt, Message
from tetrascope.protocol.study.event_kinds import EventKind, SceneName
from tetrascope.protocol.study.session import SessionState, StudySession

MAX_NEW_PARTICIPANTS = 1000
MAX_NOTE = 5000
ControlAction = Literal["start", "pause", "resume", "abort"]


class NewParticipants(Message):
    """More participants are to come; each gets the next order that nobody has. (Since 1.6.)"""

    count: int = Field(ge=1, le=MAX_NEW_PARTICIPANTS)
    """How many."""


class SessionControl(Message):
    """What the experimenter does with a session. (Since 1.6.)"""

    action: ControlAction
    """`start` one that waits, `pause` and `resume` it, or `abort` it for good; what was recorded stays. What has been
    done already has no effect; what cannot be done as the session stands is `invalid_input`."""


class NewNote(Message):
    """Something the experimenter writes down about a session. (Since 1.6.)"""

    text: str = Field(min_length=1, max_length=MAX_NOTE)
    """Their words. No name belongs in it."""


class SessionNote(Message):
    """Something that the experimenter has written down. (Since 1.6.)"""

    at_ms: float
    """When, in milliseconds since the beginning of 1970 by the server's clock."""
    step: str
    """The step at which the participant was."""
    text: str
    """Their words."""


class StudyTrial(Message):
    """One condition with one image. (Since 1.6.)"""

    condition: str
    """Its name within the study."""
    image: str
    """Likewise."""


class StudyParticipant(Message):
    """A participant, and how far they are. (Since 1.6.)"""

    participant: int = Field(ge=1)
    """Their number, never given again."""
    simulated: bool
    """Whether nobody is there: a dry run."""
    key: str
    """Opens their session and nothing else: `/study#key=` and this is their address."""
    state: SessionState
    """How the session stands."""
    present: bool
    """Whether a client of theirs asked within the last seconds."""
    seen_ms: float | None
    """When one did last, in milliseconds since the beginning of 1970 by the server's clock; null for never since the
    server started."""
    started_ms: float | None
    """When the session was started, likewise; null where it waits."""
    ended_ms: float | None
    """When it ended or was aborted, likewise; null where it goes on."""
    state_since_ms: float
    """Since when it has stood so, likewise."""
    step: str
    """The step at which they are."""
    step_title: str
    """Its heading, in the study's first language."""
    step_minutes: float
    """How long it is planned to take, in minutes; 0 for what takes no time."""
    step_since_ms: float | None
    """When they first came to it, by the server's clock like all times here; null where they have not."""
    steps_done: int
    """Steps that are behind them; where they are at the end, all."""
    step_count: int
    """Steps that are to be done; the end, which only says goodbye, is none."""
    minutes_left: float
    """What is left as planned, in minutes, without the step they are at."""
    trials: list[StudyTrial]
    """Their order: conditions and images as they meet them."""
    events: int
    """Events that are recorded of them."""
    answers: int
    """Questions that they have answered."""
    notes: list[SessionNote]
    """What the experimenter wrote down, in order."""


class StudyOverview(Message):
    """The study that is conducted, with all participants. (Since 1.6.)"""

    id: str
    """The study's short name."""
    title: str
    """Its name, in its first language."""
    planned: int
    """How many participants are planned."""
    now_ms: float
    """The server's clock, in milliseconds since the beginning of 1970."""
    participants: list[StudyParticipant]
    """All of them, by number."""


class EventRecord(Message):
    """An event as it was recorded; what it has of `SessionEvent` means the same. (Since 1.6.)"""

    client_id: str
    """The client that sent it; milliseconds of `monotonic_ms` are to be compared within one client only."""
    sequence: LargeInt
    """As in `SessionEvent`."""
    received_ms: float
    """When it arrived, in milliseconds since the beginning of 1970 by the server's clock."""
    wall_ms: float
    """As in `SessionEvent`."""
    monotonic_ms: float
    """As in `SessionEvent`."""
    step: str
    """As in `SessionEvent`."""
    condition: str | None
    """The condition it belongs to; null for none."""
    image: str | None
    """The image it belongs to; null for none."""
    scene: SceneName | None
    """As in `SessionEvent`."""
    kind: EventKind
    """As in `SessionEvent`."""
    content: dict[str, AnyJson]
    """As in `SessionEvent`."""


class ParticipantRecord(Message):
    """All that a participant did, to be looked at again. (Since 1.6.)"""

    session: StudySession
    """Their session, in the study's first language."""
    events: list[EventRecord]
    """In the order in which they arrived."""
