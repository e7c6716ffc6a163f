"""Orders name every condition and every image once."""

from collections.abc import Iterator

from tetrascope.study.definition.arrangement import Arrangement
from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault

MAX_TRIALS = 200_000
"""Of all participants that are planned: their orders are drawn up and counted at once."""


def faults(study: Study) -> Iterator[Fault]:
    """Orders that could not be followed."""
    trials = len(study.images) * len(study.conditions)
    if study.orders.participants * trials > MAX_TRIALS:
        yield Fault(
            ("orders", "participants"),
            f"Expected at most {MAX_TRIALS // trials} participants with {trials} trials each, "
            f"got {study.orders.participants}.",
            "More can come than are planned.",
        )
        return
    yield from _faults(study.orders.images, "images", [each.id for each in study.images])
    yield from _faults(study.orders.conditions, "conditions", [each.id for each in study.conditions])


def _faults(arrangement: Arrangement, factor: str, names: list[str]) -> Iterator[Fault]:
    location = ("orders", factor, "sequences")
    if arrangement.by != "listed" and arrangement.sequences:
        yield Fault(location, f"Expected no sequences where {factor} are arranged by {arrangement.by!r}, got some.")
        return
    if arrangement.by == "listed" and not arrangement.sequences:
        yield Fault(location, "Expected at least one sequence, got none.", f"Write [{names!r}] and others.")
    for place, sequence in enumerate(arrangement.sequences):
        strange = [name for name in sequence if name not in names]
        missing = [name for name in names if name not in sequence]
        if strange:
            yield Fault((*location, place), f"Expected {factor} that there are, got {', '.join(map(repr, strange))}.")
        if missing:
            yield Fault((*location, place), f"Expected all {factor}, got none of {', '.join(map(repr, missing))}.")
        if len(set(sequence)) < len(sequence):
            yield Fault((*location, place), f"Expected each of the {factor} once, got one twice.")
