"""What is counted of what participants did (thesis, section 4.4)."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from tetrascope.protocol.study.session import StepKind
from tetrascope.study.definition.condition import Condition
from tetrascope.study.findings.sitting import Sitting
from tetrascope.study.findings.step_use import MS_PER_MINUTE, StepUse


class Quantity(NamedTuple):
    """Something that is counted of each step, and summed up over several."""

    name: str
    title: str
    of: Callable[[StepUse], float]
    where: Literal["tetrascope", "vr", "reference", "all"] = "tetrascope"
    """In which conditions it is counted: those that show Tetrascope, offer VR, open something else, or all."""

    def is_of(self, condition: Condition) -> bool:
        """Whether it is counted in a condition."""
        if self.where == "vr":
            return condition.shows is not None and condition.shows.vr
        return self.where in ("all", "reference" if condition.shows is None else "tetrascope")


def _scene(name: str, title: str) -> Quantity:
    return Quantity(f"minutes_{name}", f"minutes in {title}", lambda use: use.scene_ms[name] / MS_PER_MINUTE)


def _events(kind: str, title: str) -> Quantity:
    return Quantity(kind, title, lambda use: use.events[kind])


MINUTES = Quantity("minutes", "minutes", lambda use: use.ms / MS_PER_MINUTE, where="all")
VR = Quantity("minutes_vr", "minutes in VR", lambda use: use.vr_ms / MS_PER_MINUTE, where="vr")
MASKS = _events("mask_drawn", "masks drawn")
RECALCULATIONS = _events("recalculation_answered", "recalculations")
TIMES = (
    MINUTES,
    _scene("structure", "network structure"),
    _scene("pool", "masked images"),
    _scene("menu", "the main menu"),
    VR,
    Quantity(
        "minutes_reference", "minutes in the reference", lambda use: use.reference_ms / MS_PER_MINUTE, where="reference"
    ),
    Quantity("minutes_hidden", "minutes out of sight", lambda use: use.hidden_ms / MS_PER_MINUTE, where="all"),
)
COUNTS = (
    MASKS,
    _events("mask_moved", "masks moved"),
    _events("mask_removed", "masks removed"),
    RECALCULATIONS,
    _events("layer_opened", "layers opened"),
    _events("cluster_opened", "clusters opened"),
    _events("map_opened", "feature maps enlarged"),
    _events("computation_opened", "computations opened"),
    _events("maps_switched", "times maps were switched off or on"),
    _events("hover", "times the pointer rested"),
    _events("pool_image_opened", "masked images opened"),
    _events("image_kept", "modified images kept"),
    _events("comparison_opened", "comparisons opened"),
    _events("filter_changed", "filters changed"),
    _events("help_opened", "times help was opened"),
)
COMPARED = (MINUTES, MASKS, RECALCULATIONS)


def total(sitting: Sitting, quantity: Quantity, kind: StepKind, condition: str | None = None) -> float:
    """Of one participant, over the steps of a kind, of a condition or of all."""
    return sum(quantity.of(sitting.uses[step.id]) for step in sitting.done(kind, condition))


def of_finished(
    sittings: Sequence[Sitting], quantity: Quantity, kind: StepKind, condition: str | None = None
) -> dict[int, float]:
    """The same by participant, of those who have finished all these steps."""
    return {
        sitting.participant.number: total(sitting, quantity, kind, condition)
        for sitting in sittings
        if sitting.has_finished(kind, condition)
    }


def latencies(sittings: Sequence[Sitting], condition: str | None = None) -> list[float]:
    """Milliseconds of all recalculations in tutorials and tasks, of a condition or of all."""
    return [
        latency
        for sitting in sittings
        for step in sitting.steps
        if step.id in sitting.uses and (condition is None or step.condition == condition)
        for latency in sitting.uses[step.id].latencies
    ]
