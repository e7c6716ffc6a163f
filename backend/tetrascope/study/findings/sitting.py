"""A participant's session as it went."""

from typing import Literal, NamedTuple

from tetrascope.protocol.study.session import StepKind
from tetrascope.study.findings.step_use import StepUse
from tetrascope.study.records.recorded import Participant, RecordedAnswer
from tetrascope.study.records.standing import Standing
from tetrascope.study.session.order import Order
from tetrascope.study.session.step import Step

Outcome = Literal["finished", "unfinished", "aborted", "not_begun"]


class Sitting(NamedTuple):
    """What one participant did and answered."""

    order: Order
    steps: list[Step]
    """Their session as it was planned."""
    uses: dict[str, StepUse]
    """What they did, by step."""
    answers: list[RecordedAnswer]
    """Their last answer to each question."""
    standing: Standing
    """How far they are, what the experimenter did with the session and wrote down."""

    @property
    def participant(self) -> Participant:
        """Who it was."""
        return self.standing.participant

    @property
    def has_begun(self) -> bool:
        """Whether they have done anything: finished a step, or answered a question."""
        return bool(self.finished_steps or self.answers)

    @property
    def outcome(self) -> Outcome:
        """How it went."""
        if self.standing.state == "ended":
            return "finished"
        if self.standing.state == "aborted":
            return "aborted"
        return "unfinished" if self.has_begun else "not_begun"

    @property
    def finished_steps(self) -> set[str]:
        """Steps that were left for the next."""
        return {name for name, use in self.uses.items() if use.events["step_finished"]}

    def done(self, kind: StepKind, condition: str | None = None) -> list[Step]:
        """The steps of a kind, of a condition or of all, at which they have been."""
        return [step for step in self.steps_of(kind, condition) if step.id in self.uses]

    def steps_of(self, kind: StepKind, condition: str | None = None) -> list[Step]:
        """The steps of a kind, of a condition or of all, as planned."""
        return [step for step in self.steps if step.kind == kind and (condition is None or step.condition == condition)]

    def has_finished(self, kind: StepKind, condition: str | None = None) -> bool:
        """Whether all steps of a kind are finished, of which there is at least one."""
        steps = self.steps_of(kind, condition)
        return bool(steps) and self.finished_steps.issuperset(step.id for step in steps)
