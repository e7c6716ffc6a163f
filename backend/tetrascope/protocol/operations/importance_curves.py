"""Scene 2: whether the importance map of a pool is right (Petsiuk et al. 2018), and whether other fills agree."""

from pydantic import Field

from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.example import SCORE
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations.pools import EXAMPLE, PoolRequest
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import AnalysisRequest


class ImportanceCurvesRequest(AnalysisRequest):
    """Scene 2: whether the importance map of a pool is right, and whether other fills give the same."""

    pool: PoolRequest
    """The pool; if it was computed before, it is not computed again."""
    steps: int = Field(default=20, ge=4, le=100)
    """Points of each curve after the first: at each the same number of pixels more is hidden, or shown. Each costs
    six forward passes."""


class FillAgreement(Message):
    """How alike the importance map is when masked pixels become something else."""

    fill: Fill
    """What they become."""
    correlation: float | None
    """Spearman's rank correlation of the two maps over the pixels of the photo, -1..1; null where a map is the same
    everywhere."""


class ImportanceCurves(Part):
    """What becomes of the examined label as pixels are hidden or shown in the order of the map's importance.

    On the stream it comes more than once: first with the curves, then anew with each fill that was tried.
    """

    examined: ClassScore
    """The label that the pool is about, with its probability in the unmasked image."""
    shares: list[float]
    """Shares of the photo's pixels, 0..1, rising: the places of every curve's values."""
    deletion: list[float]
    """Probability of the label, 0..1, where that share of pixels, the most important ones, is hidden."""
    insertion: list[float]
    """Probability of the label where these are shown, and all others hidden."""
    random_deletion: list[float]
    """`deletion` of maps that know nothing, the mean of two: drops are dealt anew among the masks of each window."""
    random_insertion: list[float]
    """`insertion` of such maps."""
    deletion_area: float
    """Mean height of `deletion`, 0..1: the smaller the better."""
    insertion_area: float
    """Mean height of `insertion`, 0..1: the larger the better."""
    random_deletion_area: float
    """Mean height of `random_deletion`."""
    random_insertion_area: float
    """Mean height of `random_insertion`."""
    fills: list[FillAgreement]
    """The map of this pool against those of the same pool with other fills, as they become known."""
    explanation: str
    """What the curves and fills say, in a sentence or two."""


_BLACK = FillAgreement(fill="black", correlation=0.75)
_CURVES = ImportanceCurves(
    examined=SCORE,
    shares=[0.0, 0.25, 0.5, 0.75, 1.0],
    deletion=[0.5, 0.25, 0.125, 0.0, 0.0],
    insertion=[0.0, 0.25, 0.5, 0.5, 0.5],
    random_deletion=[0.5, 0.5, 0.25, 0.0, 0.0],
    random_insertion=[0.0, 0.0, 0.25, 0.5, 0.5],
    deletion_area=0.15625,
    insertion_area=0.375,
    random_deletion_area=0.25,
    random_insertion_area=0.25,
    fills=[],
    explanation="Hiding the most important 25% of the pixels halves the probability of Egyptian cat.",
)

OPERATION = Operation(
    name="importance_curves",
    summary="Whether the importance map of a pool is right: deletion, insertion, and other fills",
    request=ImportanceCurvesRequest,
    parts={"importance_curves": ImportanceCurves},
    answer=ImportanceCurves,
    examples={
        "importance_curves_request": ImportanceCurvesRequest(pool=EXAMPLE, steps=10),
        "fill_agreement": _BLACK,
        "importance_curves": _CURVES,
        "importance_curves_fills": _CURVES.model_copy(
            update={"fills": [_BLACK, FillAgreement(fill="blur", correlation=None)]}
        ),
    },
)
