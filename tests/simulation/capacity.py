"""How many participants a cluster holds, and what it takes of machines."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from tests.simulation.cluster import Outcome, Plan, simulate

LIMIT_S = 1.0
"""All columns of a drag's last mask are there within it, 95 times of 100."""
REFUSED = 0.001
"""Share of the questions that may find no place."""
PER_GATEWAY = 25
"""Participants of one gateway, which is one process on one core. Where workers are so fast that most moves of a drag
are answered, rather than superseded, 50 are more than it can serve."""


def percentiles(values: list[float]) -> tuple[float, float, float]:
    """Median, p95 and p99; infinite where there are none."""
    if not values:
        return math.inf, math.inf, math.inf
    middle, late, later = np.percentile(values, [50, 95, 99])
    return float(middle), float(late), float(later)


def holds(outcome: Outcome) -> bool:
    """Whether nobody waits too long."""
    answers = outcome.answers
    return percentiles(answers.columns)[1] < LIMIT_S and answers.ends["busy"] <= REFUSED * answers.sent


def with_participants(plan: Plan, count: int) -> Plan:
    """The same for more or fewer, who have as many gateways as they need."""
    gateways = 1 if plan.workers is None else math.ceil(count / PER_GATEWAY)
    return replace(plan, participants=count, gateways=gateways)


def most(plan: Plan, step: int, limit: int = 100, run: Callable[[Plan], Outcome] = simulate) -> Outcome | None:
    """The outcome with the most participants that are held, by steps of so many; None where not one step is.

    Args:
        plan: how many it has does not matter.
        step: participants.
        limit: steps that are not asked for any more.
        run: simulates.
    """
    found, low, high = None, 0, limit
    while high - low > 1:
        middle = (low + high) // 2
        outcome = run(with_participants(plan, step * middle))
        if holds(outcome):
            found, low = outcome, middle
        else:
            high = middle
    return found


@dataclass(frozen=True)
class Cost:
    """Of one participant-hour."""

    processor_hours: float
    """Hours of one core (vCPU)."""
    gpu_hours: float

    def money(self, processor_hour: float, gpu_hour: float) -> float:
        """What it costs at these prices, in their currency."""
        return self.processor_hours * processor_hour + self.gpu_hours * gpu_hour


def cost(plan: Plan) -> Cost:
    """Of the cores of its workers, one of each gateway and its GPUs, for each of its participants."""
    workers = plan.workers or 1
    cores = plan.times.cores if plan.one_machine else workers * plan.times.cores + plan.gateways
    return Cost(cores / plan.participants, workers * plan.gpu / plan.participants)
