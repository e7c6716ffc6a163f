"""How pictures and the page speak of what feature maps are clustered by."""

from functools import cache

from tetrascope.analysis.criteria import ENTROPY
from tetrascope.protocol.methods import CRITERIA


@cache
def criterion_name(criterion: str) -> str:
    """Within a sentence, such as `mean activation`."""
    title = next(method.title for method in CRITERIA.described() if method.name == criterion)
    return title[:1].lower() + title[1:]


def exact_name(criterion: str) -> str:
    """Likewise, with whose entropy it is."""
    return "Shannon entropy" if criterion == ENTROPY else criterion_name(criterion)


def mean_name(criterion: str) -> str:
    """What the mean of several maps' scores is called; the mean of means is one."""
    name = criterion_name(criterion)
    return name if name.startswith("mean ") else f"mean {name}"


def score_range(criterion: str) -> str:
    """The range of its scores where it has one, to follow its name."""
    return ", 0 to 1" if criterion == ENTROPY else ""


def score_text(criterion: str, score: float, digits: int = 2) -> str:
    """A score to `digits` after the point where it lies within 0..1, else to one more that count."""
    text = f"{score:.{digits}f}" if criterion == ENTROPY else f"{score:.{digits + 1}g}"
    return text.replace("-", "\u2212")
