"""Participants for a dry run, in records that are marked as such."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tetrascope.errors import InvalidInput
from tetrascope.study.definition.study import Study
from tetrascope.study.records.recorded import Participant
from tetrascope.study.records.store import StudyStore
from tetrascope.study.simulation.clock import SimulatedClock
from tetrascope.study.simulation.seen_network import SeenNetwork
from tetrascope.study.simulation.session import SimulatedSession


def simulate(
    path: Path,
    study: Study,
    count: int,
    *,
    seed: int,
    networks: Mapping[str, SeenNetwork],
    show: Callable[[int, int], None],
) -> list[Participant]:
    """Add participants who go through the session that is planned for them, with events and answers of every kind.

    What they do depends on the study, the seed and their number alone; their time is that of a clock of their own.

    Args:
        path: the records; made where there are none.
        study: complete, as it was read.
        count: how many.
        seed: another one gives other sessions.
        networks: what of each network there is to see, by name.
        show: is told how many are done.

    Returns:
        Those that were added.

    Raises:
        InvalidInput: the records have participants who are not simulated. Each of these would take an order that a
            person is to have, and one list would have both.
    """
    clock = SimulatedClock()
    with StudyStore(path, study, clock=clock) as store:
        real = [each.number for each in store.participants() if not each.simulated]
        if real:
            raise InvalidInput(
                f"Expected records of simulated participants alone, got {str(path)!r} with {len(real)} real ones.",
                field="records",
                hint="Name another file: simulated participants would take the orders that real ones are to have.",
            )
        added = []
        for done in range(count):
            show(done, count)
            participant = store.add_participant(simulated=True)
            clock.begin_session(participant.number)
            store.control(participant.number, "start")
            SimulatedSession(store, participant.number, networks, seed, clock).run()
            added.append(participant)
    return added
