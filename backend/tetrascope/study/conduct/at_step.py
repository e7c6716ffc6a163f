"""What the events at a step tell of it: the time that was spent, what was begun to be answered, and what was drawn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pydantic import TypeAdapter

from tetrascope.protocol.masks import Mask
from tetrascope.protocol.message import AnyJson
from tetrascope.study.records.recorded import RecordedEvent

JsonMask = dict[str, AnyJson]
"""A mask as an event tells it, with the bits of a bitmap as base64."""
_MASKS: TypeAdapter[list[Mask]] = TypeAdapter(list[Mask])


def spent_ms(events: Iterable[RecordedEvent]) -> float:
    """Milliseconds at the step, without pauses: of each client from where it began to its last event, by its clock.

    Clocks of clients have nothing in common, so that the time from one client to the next is not known.
    """
    by_client: dict[str, list[RecordedEvent]] = defaultdict(list)
    for event in events:
        by_client[event.client].append(event)
    return sum(
        _of_client(sorted(each, key=lambda event: (event.monotonic_ms, event.sequence))) for each in by_client.values()
    )


def _of_client(events: list[RecordedEvent]) -> float:
    spent = 0.0
    since: float | None = None
    begun = False
    for event in events:
        if since is not None:
            spent += event.monotonic_ms - since
            since = event.monotonic_ms
        if event.kind == "step_started" and not begun:
            begun, since = True, event.monotonic_ms
        elif event.kind == "paused":
            since = None
        elif event.kind == "resumed" and begun:
            since = event.monotonic_ms
    return spent


def drafts(events: Iterable[RecordedEvent]) -> dict[str, AnyJson]:
    """Answers that were changed and not given yet, by the question's item. Of one client its last word counts."""
    found: dict[str, AnyJson] = {}
    last: dict[tuple[str, str], int] = {}
    for event in events:
        if event.kind not in ("answer_changed", "question_answered"):
            continue
        item = event.content["item"]
        if event.sequence < last.get((event.client, item), 0):
            continue  # it was under way for longer than what came after it
        last[event.client, item] = event.sequence
        if event.kind == "answer_changed":
            found[item] = event.content["value"]
        else:
            found.pop(item, None)
    return found


def masks(events: Sequence[RecordedEvent]) -> list[Mask]:
    """The masks that the participant had before them last, of all events at the step in the order of arrival.

    Each client has masks of its own, and begins with those that stood when it came to the step.
    """
    own: dict[str, list[JsonMask]] = {}
    last: list[JsonMask] = []
    for event in _in_order(events):
        last = own[event.client] = _masks_after(own.get(event.client, last), event)
    return _MASKS.validate_python(last)


def _in_order(events: Sequence[RecordedEvent]) -> Iterator[RecordedEvent]:
    """Each client's events by number, at the places where its events arrived."""
    waiting: dict[str, list[RecordedEvent]] = defaultdict(list)
    for event in sorted(events, key=lambda event: -event.sequence):
        waiting[event.client].append(event)
    return (waiting[event.client].pop() for event in events)


def _masks_after(before: list[JsonMask], event: RecordedEvent) -> list[JsonMask]:
    """What an event makes of its client's masks. A place that there is not is the nearest one."""
    if event.kind == "masks_replaced":
        return list(event.content["masks"])
    if event.kind not in ("mask_drawn", "mask_moved", "mask_removed"):
        return before
    place = min(max(event.content["index"], 0), len(before))
    put = [] if event.kind == "mask_removed" else [event.content["mask"]]
    return [*before[:place], *put, *before[place + (event.kind != "mask_drawn") :]]
