"""What the events at a step tell of it: the time that was spent, and what was begun to be answered."""

from collections import defaultdict
from collections.abc import Iterable

from tetrascope.protocol.message import AnyJson
from tetrascope.study.records.recorded import RecordedEvent


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
