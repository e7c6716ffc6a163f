"""The picture of how one value is computed: its steps in a list, with their numbers."""

from PIL import Image

from tetrascope.protocol.operations.computations import Computation, ComputationStep
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.numbers import counted
from tetrascope.report.palette import FAINT, MUTED, PAPER
from tetrascope.report.structure_layout import MARGIN
from tetrascope.report.typography import write

_WIDTH = 1600
_TOP = 190
_ROW = 176
_VALUES = 340
"""Width of what comes out, at the right."""
_MOST_TERMS = 4


def computed_words(computation: Computation) -> str:
    """Where the value lies, for a person."""
    if computation.layer is None and computation.height * computation.width == 1:
        return f"number {computation.channel} of {computation.operation}"
    place = f"row {computation.row}, column {computation.column}"
    return f"{computation.layer or computation.operation}, channel {computation.channel}, {place}"


def draw_computation(computation: Computation, subject: Subject) -> Image.Image:
    """The steps from the first to the last, RGB, 1600 pixels wide."""
    image = Image.new("RGB", (_WIDTH, _TOP + len(computation.steps) * _ROW + MARGIN), PAPER)
    draw_heading(image, subject, "How is this computed?", left=MARGIN, baseline=100)
    write(image, (MARGIN, 146), computed_words(computation), size=24, colour=MUTED, width=_WIDTH - 2 * MARGIN)
    for place, step in enumerate(computation.steps):
        _draw(image, place, step, _TOP + place * _ROW)
    return image


def _draw(image: Image.Image, place: int, step: ComputationStep, top: int) -> None:
    image.paste(Image.new("RGB", (_WIDTH - 2 * MARGIN, 1), FAINT), (MARGIN, top))
    width, right = _WIDTH - 2 * MARGIN - _VALUES, _WIDTH - MARGIN - _VALUES + 24
    title = step.kind.capitalize().replace("_", " ")
    write(image, (MARGIN, top + 48), f"{place + 1}. {title}", size=28, bold=True, width=width)
    write(image, (MARGIN, top + 84), step.sentence, size=19, colour=MUTED, width=width)
    write(image, (MARGIN, top + 118), _numbers(step), size=19, width=width)
    write(image, (MARGIN, top + 150), _terms(step), size=19, width=width)
    write(image, (right, top + 48), f"{step.value:.6g}", size=28, bold=True, width=_VALUES - 24)
    own = "one step with the next to the network" if step.own is None else f"the network's own: {step.own:.6g}"
    write(image, (right, top + 84), own, size=19, colour=MUTED, width=_VALUES - 24)


def _numbers(step: ComputationStep) -> str:
    given = [] if step.start is None else [f"x = {step.start:.5g}"]
    given += [f"{each.name} = {each.value:.5g}" for each in step.numbers]
    return "   ".join(([step.formula] if step.formula else []) + given)


def _terms(step: ComputationStep) -> str:
    if not step.terms:
        return ""
    shown = [f"channel {each.channel}: {each.total:.5g}" for each in step.terms[:_MOST_TERMS]]
    others = step.term_count - len(shown)
    return ",   ".join(shown) + (f",   and {counted(others, 'term')} more" if others else "")
