"""A study that is conducted: one room for its records, for who is there, and for what each of them is told."""

import time
from collections.abc import Callable
from concurrent.futures import Future

from tetrascope.errors import Refused
from tetrascope.protocol.study.events import EventBatch, EventReceipt
from tetrascope.protocol.study.overview import ControlAction, ParticipantRecord, StudyOverview, StudyParticipant
from tetrascope.protocol.study.session import SessionAnswer, SessionState, SessionStatus, StudySession
from tetrascope.study.conduct.at_step import drafts, masks, spent_ms
from tetrascope.study.conduct.overview import event_record, study_participant
from tetrascope.study.conduct.participant_keys import ParticipantKeys
from tetrascope.study.conduct.presence import Presence
from tetrascope.study.conduct.session_wording import SessionWording, network_id
from tetrascope.study.conduct.study_images import StudyImages
from tetrascope.study.records.store import StudyStore
from tetrascope.study.session.step import Step

LOOKS_AT_IMAGES: tuple[SessionState, ...] = ("running", "paused")
"""While it is paused a client may be given what it has asked for; its participant sees none of it."""


class Conduct:
    """Methods may be called from any thread, and may wait for the disk.

    Args:
        store: the records; whoever opened them closes them.
        images: the study's, which the server loads before anybody asks.
        start: whether sessions are started as soon as they are there, rather than by the experimenter.
        clock: seconds since the beginning of 1970.
        monotonic: seconds of a clock that never goes back.
    """

    def __init__(
        self,
        store: StudyStore,
        images: StudyImages,
        *,
        start: bool = False,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.study = store.study
        self._store = store
        self.images = images
        self._start = start
        self._clock = clock
        self._presence = Presence(clock, monotonic)
        self._keys = ParticipantKeys()
        self._steps: dict[int, list[Step]] = {}
        self._first_language = SessionWording(store.study, store.study.languages[0])
        self.network_ids = frozenset(network_id(store.study, each) for each in store.study.conditions if each.shows)
        """The networks that participants look into."""
        self._begin()

    def _begin(self) -> None:
        """Know all participants' keys, and start whom nobody has to start."""
        standings = self._store.standings()
        self._keys.hold(standings)
        if self._start:
            for each in standings:
                if each.state == "waiting":
                    self._store.control(each.participant.number, "start")

    # Who asks.

    def participant_of(self, key: str) -> int | None:
        """The participant whose key it is."""
        return self._keys.number_of(key)

    def see(self, number: int) -> None:
        """Note that a client of the participant is there."""
        self._presence.see(number)

    def check_looks(self, number: int, image_id: str, network_id: str) -> None:
        """Whether a participant may look at an image through a network.

        Raises:
            Refused: it is not of the study, or the session is not under way.
        """
        if image_id not in self.images.ids.values() or network_id not in self.network_ids:
            raise not_in_study()
        state = self._store.standing(number).state
        if state not in LOOKS_AT_IMAGES:
            raise Refused(
                f"Expected a session that is {' or '.join(LOOKS_AT_IMAGES)}, got one that is {state}.",
                code="session_not_running",
                hint="Ask how it stands until it is running: GET /v1/study/session/status.",
            )

    # What a participant's client is told.

    def status(self, number: int) -> SessionStatus:
        """How the session stands. Raises `NotFound` where there is no such participant, as do all of these."""
        standing = self._store.standing(number)
        return SessionStatus(state=standing.state, step=standing.step)

    def session(self, number: int) -> StudySession:
        """The whole session, in the language that was chosen last."""
        return self._session(number, self._store.language(number))

    def _session(self, number: int, language: str) -> StudySession:
        standing = self._store.standing(number)
        events = self._store.events_at(number, standing.step)
        wording = SessionWording(self.study, language)
        return StudySession(
            participant=number,
            simulated=standing.participant.simulated,
            title=wording.title,
            language=language,
            languages=self.study.languages,
            state=standing.state,
            step=standing.step,
            spent_ms=spent_ms(events),
            steps=[wording.step(step) for step in self._plan(number)],
            conditions=wording.conditions(),
            images=wording.images(self.images.ids),
            answers=[
                SessionAnswer(step=each.step, item=each.item, value=each.value) for each in self._store.answers(number)
            ],
            drafts=[
                SessionAnswer(step=standing.step, item=item, value=value) for item, value in drafts(events).items()
            ],
            masks=masks(events),
        )

    def record(self, number: int, batch: EventBatch) -> "Future[EventReceipt]":
        """Record what a participant did, see `StudyStore.record`; whatever the session's state."""
        return self._store.record(number, batch)

    # What the experimenter is told, and does.

    def overview(self) -> StudyOverview:
        """The study with all participants."""
        standings = self._store.standings()
        return StudyOverview(
            id=self.study.id,
            title=self._first_language.title,
            planned=self.study.orders.participants,
            now_ms=self._clock() * 1000,
            participants=[
                study_participant(each, self._plan(each.participant.number), self._first_language, self._presence)
                for each in standings
            ],
        )

    def add_participants(self, count: int) -> None:
        """Let more come. Raises `InvalidInput` where it is a dry run that is looked at."""
        self._store.let_come(count)
        self._begin()

    def control(self, number: int, action: ControlAction) -> StudyParticipant:
        """Start, pause, resume or abort a session; as it stands then. Raises `InvalidInput` where that cannot be."""
        self._store.control(number, action)
        return self._participant(number)

    def add_note(self, number: int, text: str) -> StudyParticipant:
        """Write a note about a session down; as it stands then."""
        self._store.add_note(number, text)
        return self._participant(number)

    def _participant(self, number: int) -> StudyParticipant:
        return study_participant(self._store.standing(number), self._plan(number), self._first_language, self._presence)

    def participant_record(self, number: int) -> ParticipantRecord:
        """All that a participant did, to be looked at again."""
        session = self._session(number, self.study.languages[0])
        return ParticipantRecord(session=session, events=[event_record(each) for each in self._store.events(number)])

    def forget(self, number: int) -> None:
        """Erase a participant, see `StudyStore.forget`; their key opens nothing from then on."""
        try:
            self._store.forget(number)
        finally:
            self._keys.hold(self._store.standings())
            self._presence.forget(number)
            self._steps.pop(number, None)

    def _plan(self, number: int) -> list[Step]:
        """A participant's steps, which never change: their number is nobody else's."""
        if number not in self._steps:
            self._steps[number] = self._store.steps(number)
        return self._steps[number]


def not_in_study() -> Refused:
    """What a participant is told who asks about something else."""
    return Refused(
        "Expected an image and a network of the study, got others.",
        code="not_in_study",
        hint="Those of the study are in the session: GET /v1/study/session.",
    )
