"""Where scene 2's points fall in the picture: a camera outside the tetrahedron that sees all of it well.

A triangle or a segment is flat: it is seen from the front.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_CAMERA_DISTANCE = 4.2
"""From the tetrahedron's centre, in circumradii: near enough for depth, far enough for calm lines."""


class Projection(NamedTuple):
    """Points as the camera sees them."""

    places: NDArray[np.float64]
    """(n, 2): x to the right and y down, in circumradii; the tetrahedron's centre is (0, 0)."""
    scale: NDArray[np.float64]
    """(n,): enlargement, 1 at the centre, above 1 nearer to the viewer."""


class View(NamedTuple):
    """A direction to look from, in degrees. The tetrahedron turns about y, then x, then z."""

    yaw: float
    """Turn about the y axis."""
    pitch: float
    """Tilt towards the viewer."""
    roll: float = 0.0
    """Turn of the picture; the tetrahedron has no side that is up."""

    def project(self, points: NDArray[np.float64]) -> Projection:
        """Perspective projection of (n, 3) points, circumradius 1."""
        seen = points.reshape(-1, 3) @ _rotation(self).T
        scale = _CAMERA_DISTANCE / (_CAMERA_DISTANCE - seen[:, 2])
        return Projection(np.stack([seen[:, 0], -seen[:, 1]], axis=1) * scale[:, None], scale)


_FRONT = View(0.0, 0.0)


def _rotation(view: View) -> NDArray[np.float64]:
    (a, b, c), (s, t, u) = np.cos(np.radians(view)), np.sin(np.radians(view))
    about_y = np.array([[a, 0, s], [0, 1, 0], [-s, 0, a]])
    about_x = np.array([[1, 0, 0], [0, b, -t], [0, t, b]])
    about_z = np.array([[c, -u, 0], [u, c, 0], [0, 0, 1]])
    return np.asarray(about_z @ about_x @ about_y)


def choose_view(vertices: NDArray[np.float64], images: NDArray[np.float64], room: tuple[float, float]) -> View:
    """The view in which the vertices stand well apart and the images spread most.

    Args:
        vertices: (2 to 4, 3) positions.
        images: (n, 3) positions of what is drawn inside; may be empty.
        room: width and height of the space to fill.
    """
    if len(vertices) < 4:
        return _FRONT
    narrow = min(room)

    def merit(view: View) -> float:
        corners = view.project(vertices).places
        width, height = corners.max(axis=0) - corners.min(axis=0)
        factor = float(min(room[0] / width, room[1] / height)) / narrow
        apart = min(float(np.linalg.norm(corners[i] - corners[j])) for i in range(4) for j in range(i))
        # A vertex in front of or behind the middle would stand among the images.
        outermost = float(np.linalg.norm(corners - corners.mean(axis=0), axis=1).min())
        spread = 0.0
        if len(images) > 2:
            places = view.project(images).places
            spread = float(np.sqrt(max(0.0, np.linalg.det(np.cov(places.T)))))
        return min(apart * factor, 0.55) + min(outermost * factor, 0.4) + 3 * spread * factor**2

    return max(_views(), key=merit)


def _views() -> Iterator[View]:
    for yaw in range(0, 360, 12):
        for pitch in range(-60, 61, 12):
            for roll in range(0, 180, 30):
                yield View(yaw, pitch, roll)
