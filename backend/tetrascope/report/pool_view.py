"""Where scene 2's points fall in the picture: a camera outside the tetrahedron that sees all of it well."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_CAMERA_DISTANCE = 4.2
"""From the tetrahedron's centre, in circumradii: near enough for depth, far enough for calm lines."""
_YAWS = range(0, 360, 6)
_PITCHES = range(-24, 37, 6)


class Projection(NamedTuple):
    """Points as the camera sees them."""

    places: NDArray[np.float64]
    """(n, 2): x to the right and y down, in circumradii; the tetrahedron's centre is (0, 0)."""
    scale: NDArray[np.float64]
    """(n,): enlargement, 1 at the centre, above 1 nearer to the viewer."""


class View(NamedTuple):
    """A direction to look from, in degrees."""

    yaw: float
    """Turn of the tetrahedron about the y axis."""
    pitch: float
    """Tilt towards the viewer."""

    def project(self, points: NDArray[np.float64]) -> Projection:
        """Perspective projection of (n, 3) points, circumradius 1."""
        yaw, pitch = np.radians(self.yaw), np.radians(self.pitch)
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        tilt = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
        seen = points.reshape(-1, 3) @ (tilt @ turn).T
        scale = _CAMERA_DISTANCE / (_CAMERA_DISTANCE - seen[:, 2])
        return Projection(np.stack([seen[:, 0], -seen[:, 1]], axis=1) * scale[:, None], scale)


def choose_view(vertices: NDArray[np.float64], images: NDArray[np.float64]) -> View:
    """The view in which the vertices stand well apart and the images spread most.

    Args:
        vertices: (4, 3) positions.
        images: (n, 3) positions of what is drawn inside; may be empty.
    """

    def merit(view: View) -> float:
        corners = view.project(vertices).places
        apart = min(float(np.linalg.norm(corners[i] - corners[j])) for i in range(4) for j in range(i))
        spread = 0.0
        if len(images) > 2:
            places = view.project(images).places
            spread = float(np.sqrt(max(0.0, np.linalg.det(np.cov(places.T)))))
        outermost = float(np.linalg.norm(corners - corners.mean(axis=0), axis=1).min())
        return min(apart, 0.9) + min(outermost, 0.6) + 2.5 * spread - 0.002 * abs(view.pitch - 12)

    return max((View(yaw, pitch) for yaw in _YAWS for pitch in _PITCHES), key=merit)
