"""How thoroughly to measure."""

from dataclasses import dataclass

BATCH_SIZES = (4, 8, 16, 32)
"""Batch sizes tried; on a CPU, where larger ones only take more memory, one of the middle wins."""

MAX_ROUNDS_FACTOR = 5
"""What is short is measured in up to so many times as many rounds."""


@dataclass(frozen=True)
class Effort:
    """How often each thing is timed, and on how much of it."""

    rounds: int = 3
    """Rounds of each long measurement."""
    short_rounds: int = 15
    """Rounds of measurements that take well under a second each."""
    batch_rounds: int = 2
    """Rounds in which batch sizes are tried."""
    batch_sizes: tuple[int, ...] = BATCH_SIZES
    """Batch sizes tried for plain batching."""
    warm_ups: int = 8
    """Most runs of the incremental pool before it is timed: it compiles in them, and learns what is fastest."""
    masks: int | None = None
    """Most masks of one pool; None for all."""
    sample_seconds: float = 5.0
    """About how long one round of plain batching may take; it is timed on a sample of the masks."""
    compare_all: bool = True
    """Whether logits are compared for all masks, or for the plain way's sample only."""

    def rounds_of(self, seconds: float) -> int:
        """Rounds of something that takes so long: more where it is short, and noise large."""
        return self.rounds * min(MAX_ROUNDS_FACTOR, max(1, round(1 / max(seconds, 0.01))))


QUICK = Effort(
    rounds=1,
    short_rounds=3,
    batch_rounds=1,
    batch_sizes=(8, 16),
    warm_ups=3,
    masks=48,
    sample_seconds=1.0,
    compare_all=False,
)
"""One round with fewer masks: says in a minute or two whether something is badly wrong, not how fast it is."""


def thorough(rounds: int) -> Effort:
    """As many rounds as are asked for."""
    return Effort(rounds=rounds, short_rounds=MAX_ROUNDS_FACTOR * rounds)
