"""What a participant did at a step, and for how long."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tetrascope.study.records.recorded import RecordedEvent

MS_PER_MINUTE = 60_000


@dataclass
class StepUse:
    """One step of one participant."""

    ms: float = 0.0
    """Milliseconds at it, without pauses."""
    scene_ms: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Those of them in a scene."""
    reference_ms: float = 0.0
    """Milliseconds for which what stands in Tetrascope's place was open, as the client told."""
    hidden_ms: float = 0.0
    """Those of them while the client was out of sight: another window, or the headset taken off."""
    vr_ms: float = 0.0
    """Those of them in VR, as the browser told."""
    received_ms: float = 0.0
    """When the last event at it arrived, by the server's clock."""
    events: Counter[str] = field(default_factory=Counter)
    """How often each kind of event happened."""
    latencies: list[float] = field(default_factory=list)
    """Milliseconds of each recalculation from the request to the whole answer."""

    @property
    def minutes(self) -> float:
        """Minutes at it, without pauses."""
        return self.ms / MS_PER_MINUTE


class _Moment(NamedTuple):
    """What of an event tells how time goes by."""

    sequence: int
    at: float
    kind: str
    step: str
    scene: str | None
    vr: str | None
    """Whether VR was `entered` or `left`; None where it is about something else."""


def step_uses(events: Iterable[RecordedEvent]) -> dict[str, StepUse]:
    """What one participant did, by the id of the step.

    Time is counted from each event of a client to its next: for the step and the scene of the first of them, and only
    by that client's own clock. It is not counted while the session is paused, after a step was finished, after the
    client was closed, and after the last event of a client.
    """
    uses: defaultdict[str, StepUse] = defaultdict(StepUse)
    by_client: defaultdict[str, list[_Moment]] = defaultdict(list)
    for event in events:
        use = uses[event.step]
        use.events[event.kind] += 1
        use.received_ms = max(use.received_ms, event.received_ms)
        if event.kind == "recalculation_answered":
            use.latencies.append(event.content["latency_ms"])
        elif event.kind == "reference_closed":
            use.reference_ms += event.content["duration_ms"]
        vr = event.content["value"] if event.kind == "setting_changed" and event.content["setting"] == "vr" else None
        moment = _Moment(event.sequence, event.monotonic_ms, event.kind, event.step, event.scene, vr)
        by_client[event.client].append(moment)
    for moments in by_client.values():
        for span in _spans(sorted(moments)):
            use = uses[span.step]
            use.ms += span.ms
            use.hidden_ms += span.ms if span.hidden else 0.0
            use.vr_ms += span.ms if span.in_vr else 0.0
            if span.scene is not None:
                use.scene_ms[span.scene] += span.ms
    return dict(uses)


class _Span(NamedTuple):
    """Time between two events of a client, that counts."""

    step: str
    scene: str | None
    hidden: bool
    in_vr: bool
    ms: float


def _spans(moments: Iterable[_Moment]) -> Iterator[_Span]:
    step: str | None = None
    finished: set[str] = set()
    scene: str | None = None
    paused = hidden = in_vr = False
    since = 0.0
    for moment in moments:
        if step is not None and not paused:
            yield _Span(step, scene, hidden, in_vr, max(0.0, moment.at - since))
        since = moment.at
        if moment.kind == "step_started":
            finished.discard(moment.step)
        elif moment.kind == "step_finished":
            finished.add(moment.step)
        now = None if moment.kind == "session_closed" or moment.step in finished else moment.step
        scene = moment.scene or (scene if now == step else None)
        step = now
        paused = moment.kind == "paused" or (paused and moment.kind != "resumed")
        hidden = moment.kind == "page_hidden" or (hidden and moment.kind != "page_shown")
        in_vr = moment.vr == "entered" or (in_vr and moment.vr != "left")
