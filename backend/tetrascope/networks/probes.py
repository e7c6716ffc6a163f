"""Pictures to look at a network's answers with, before anybody asks: photographs and made-up ones like photographs."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.dead_leaves import dead_leaves

MADE_UP = 5
"""Made-up pictures."""
SHADES = (0, 128, 255)
"""Grey levels of the plain pictures, for which networks answer unlike for any photograph."""


@cache
def probe_pictures(height: int, width: int) -> NDArray[np.uint8]:
    """The same pictures each time, (n, height, width, 3) RGB; for reading only."""
    made_up = dead_leaves(np.random.default_rng(1), MADE_UP, (height, width))
    plain = np.broadcast_to(np.array(SHADES, np.uint8)[:, None, None, None], (len(SHADES), height, width, 3))
    pictures = np.concatenate([made_up, plain])
    pictures.setflags(write=False)
    return pictures
