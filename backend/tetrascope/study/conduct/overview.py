"""What the experimenter sees of participants."""

from collections.abc import Sequence

from tetrascope.protocol.study.overview import EventRecord, StudyParticipant, StudyTrial
from tetrascope.study.conduct.presence import Presence
from tetrascope.study.conduct.session_wording import SessionWording
from tetrascope.study.records.recorded import RecordedEvent
from tetrascope.study.records.standing import Standing
from tetrascope.study.session.step import Step, step_count


def study_participant(
    standing: Standing, steps: Sequence[Step], wording: SessionWording, presence: Presence
) -> StudyParticipant:
    """A participant, and how far they are."""
    number = standing.participant.number
    place = next(place for place, step in enumerate(steps) if step.id == standing.step)
    return StudyParticipant(
        participant=number,
        simulated=standing.participant.simulated,
        key=standing.key,
        state=standing.state,
        present=presence.is_present(number),
        seen_ms=presence.seen_ms(number),
        started_ms=standing.started_ms,
        ended_ms=standing.ended_ms,
        state_since_ms=standing.state_since_ms,
        step=standing.step,
        step_title=wording.heading(steps[place]),
        step_minutes=steps[place].minutes,
        step_since_ms=standing.step_ms,
        steps_done=place,
        step_count=step_count(steps),
        minutes_left=round(sum(step.minutes for step in steps[place + 1 :]), 2),
        trials=trials(steps),
        events=standing.events,
        answers=standing.answers,
        notes=standing.notes,
    )


def trials(steps: Sequence[Step]) -> list[StudyTrial]:
    """Conditions and images as the participant meets them."""
    met = [(step.condition, step.image) for step in steps if step.kind == "task"]
    return [StudyTrial(condition=condition or "", image=image or "") for condition, image in dict.fromkeys(met)]


def event_record(event: RecordedEvent) -> EventRecord:
    """An event as it travels back."""
    return EventRecord.model_validate(
        {
            "client_id": event.client,
            **{name: getattr(event, name) for name in EventRecord.model_fields if name != "client_id"},
        }
    )
