"""Where things stand in the two scenes and which colours mean what: one definition for every front end.

Lengths are metres and angles degrees, so that a headset shows the scenes at a comfortable size. Axes: x to the
right, y up, z towards the viewer (right-handed). A left-handed engine such as Unity negates z.
"""

from math import sqrt

from tetrascope.protocol.message import Message

VERTICES: dict[int, tuple[tuple[float, float, float], ...]] = {
    2: ((-1.0, 0.0, 0.0), (1.0, 0.0, 0.0)),
    3: ((0.0, 1.0, 0.0), (-sqrt(3) / 2, -0.5, 0.0), (sqrt(3) / 2, -0.5, 0.0)),
    4: (
        (0.0, 1.0, 0.0),
        (0.0, -1 / 3, sqrt(8) / 3),
        (-sqrt(6) / 3, -1 / 3, -sqrt(2) / 3),
        (sqrt(6) / 3, -1 / 3, -sqrt(2) / 3),
    ),
}
"""Scene 2: where the labels stand, by their number; centre at the origin, every vertex at distance 1 from it.

Two: left (-1, 0, 0) and right (1, 0, 0). Three, in the plane z = 0: the top (0, 1, 0), left (-√3/2, -1/2, 0), right
(√3/2, -1/2, 0). Four, with edges √(8/3) long:

0. the top (0, 1, 0);
1. front, facing the viewer (0, -1/3, √8/3);
2. behind on the left (-√6/3, -1/3, -√2/3);
3. behind on the right (√6/3, -1/3, -√2/3).
"""


class StructureGeometry(Message):
    """Scene 1. Panels stand in the plane z = 0, facing +z, centred on a point of their column."""

    eye_height: float = 1.4
    """y of the centre of every column."""
    input_side: float = 1.0
    """Side of the input image's panel; its centre stands at x = 0."""
    column_gap: float = 0.35
    """Free space between the right edge of one column and the left edge of the next."""
    panel_side: float = 0.5
    """Side of a cluster's panel."""
    panel_gap: float = 0.16
    """Free space between a panel and the one above it; the caption stands there. Cluster 0 is at the top."""
    little_explained: float = 0.25
    """Share of explained variance below which a panel's frame is dashed: its picture then leaves out more than three
    times what it shows of its maps. The thesis's example explains 0.55; deep layers of today's networks 0.13 to 0.2."""
    close_components: float = 0.8
    """Share of the first component's variance from which on the second is called close to it: another picture, at right
    angles to this one, then shows nearly as much."""
    class_bar_length: float = 0.8
    """Length of the bar of a class with probability 1; bars grow to the right from the last column."""
    class_row_height: float = 0.12
    """Distance between the bars of the ten classes, most probable at the top."""


class PoolGeometry(Message):
    """Scene 2. Positions in messages are for a tetrahedron of circumradius 1, to be scaled and moved."""

    centre_height: float = 1.4
    """y of the tetrahedron's centre."""
    circumradius: float = 1.2
    """Distance from the centre to each vertex: the factor for every position."""
    image_side: float = 0.09
    """Side of a masked image's panel; panels face the viewer."""
    support_vector_border: float = 0.08
    """Width of the border of a support vector, as a share of the panel's side."""


class ColourMap(Message):
    """The colours of numbers, from the smallest to the largest."""

    name: str
    """Stable name, for addresses and settings."""
    title: str
    """Name for a person."""
    stops: list[str]
    """sRGB, as #rrggbb: equally spaced, blended linearly in sRGB."""


_FEATURE_MAP = ["#0d1b3e", "#1f4e8c", "#1d8a99", "#7cc37f", "#f6e27a", "#fffbe8"]
_COLOUR_MAPS = [
    ColourMap(name="ocean", title="Ocean", stops=_FEATURE_MAP),
    ColourMap(name="grey", title="Grey", stops=["#000000", "#ffffff"]),
    # Lightness rises evenly, and the hues stay apart for most kinds of colour blindness.
    ColourMap(
        name="meadow",
        title="Meadow",
        stops=["#3a0f5c", "#41437f", "#33698a", "#238e86", "#42b26d", "#93cf49", "#f5e52e"],
    ),
    # Dark, then saturated, then white: small differences near the top and the bottom show.
    ColourMap(
        name="ember",
        title="Ember (high contrast)",
        stops=["#000000", "#4a0a6b", "#b3124f", "#f2641a", "#ffd23f", "#ffffff"],
    ),
]


class Colours(Message):
    """sRGB, as #rrggbb."""

    accent: str = "#0b7285"
    """What can be acted on, and the outline of a receptive field."""
    kept: str = "#2166ac"
    """An image that kept the original's label (class 0); its panel is a square with square corners."""
    changed: str = "#d9730d"
    """An image whose label changed (class 1); its panel has its top right corner cut, so that colour is not needed."""
    support_vector: str = "#000000"
    """The border of a support vector."""
    clusters: list[str] = [
        "#3b6fb6",
        "#2a9d8f",
        "#e08e1b",
        "#8b5fbf",
        "#c8553d",
        "#6b8e23",
        "#b83b7d",
        "#5f6c7b",
    ]
    """Frame of a cluster's panel, by cluster index; repeats after the last."""
    feature_map: list[str] = _FEATURE_MAP
    """Colour map of feature maps and representatives: equally spaced stops from the smallest value to the largest,
    blended linearly in sRGB."""
    colour_maps: list[ColourMap] = _COLOUR_MAPS
    """What a person can choose from for feature maps; the first is `feature_map`."""
    difference: list[str] = ["#053061", "#2f79b5", "#92c5de", "#f7f7f7", "#f4b183", "#d6604d", "#67001f"]
    """Colour map of signed differences: equally spaced stops from the largest fall through no change to the largest
    rise; told apart without red against green."""
    importance_positive: str = "#c92a2a"
    """Overlay where masking lowers the original label's probability; opacity grows with the value."""
    importance_negative: str = "#1864ab"
    """Overlay where masking raises it."""


class Scenes(Message):
    """Both scenes."""

    structure: StructureGeometry = StructureGeometry()
    """Scene 1, network structure."""
    pool: PoolGeometry = PoolGeometry()
    """Scene 2, masked images."""
    colours: Colours = Colours()
    """Colours of both."""


SCENES = Scenes()
