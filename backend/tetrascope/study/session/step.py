"""One step of a participant's session."""

from collections.abc import Sequence

from tetrascope.protocol.message import Message
from tetrascope.protocol.study.session import StepKind
from tetrascope.study.definition.identifier import Id
from tetrascope.study.definition.questionnaire import Occasion


class Item(Message):
    """A question as it is asked at a step."""

    id: str
    """Unique within the step: `q1`, or `q1.clustered` where it is asked for each condition."""
    question: Id
    condition: Id | None = None
    """The condition it is about; null for none, or all."""
    image: Id | None = None
    """The image it is about; null for none, or all."""


class Step(Message):
    """What a participant does next."""

    id: str
    """Unique within the session, and the same whenever the session is planned: `task.clustered.cat.explore`."""
    kind: StepKind
    minutes: float
    """How long it is planned to take; 0 for what takes no time."""
    limit_minutes: float | None = None
    """When it ends at the latest."""
    condition: Id | None = None
    image: Id | None = None
    task: Id | None = None
    questionnaire: Id | None = None
    occasion: Occasion | None = None
    """When the questionnaire is asked."""
    items: list[Item] = []
    """What the questionnaire asks here."""


def step_count(steps: Sequence[Step]) -> int:
    """Steps of a whole session that are to be done: the last, its end, only says goodbye."""
    return len(steps) - 1
