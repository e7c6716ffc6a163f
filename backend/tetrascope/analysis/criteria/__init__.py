"""By what feature maps are clustered. A criterion is a file of this folder, and requests call it by the file's name.

The first paragraph of a file's docstring is `Title: what is measured.`, and what follows says where it comes from. Its
function `score` takes maps, (h, w, c) and finite, and gives a finite number for each, (c,): the same on every call, and
whatever other maps are beside it.
"""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray

ENTROPY = "entropy"
"""The criterion of the thesis, which every answer tells."""


def score_maps(maps: NDArray[np.floating], criterion: str) -> NDArray[np.float64]:
    """What each map comes to by a criterion.

    Args:
        maps: (h, w, c), channels last as a network returns them.
        criterion: the name of a criterion.

    Returns:
        (c,).

    Raises:
        Failed: a map holds NaN or infinity.
    """
    scores: NDArray[np.float64] = import_module(f"{__name__}.{criterion}").score(maps)
    return scores
