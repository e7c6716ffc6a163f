"""Values of which the examples of messages are made: 2 by 2 pixels, and numbers that can be checked by eye."""

from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.framing import Area, Framing
from tetrascope.protocol.masks import Bitmap, Rectangle
from tetrascope.protocol.merged_labels import MergedLabel
from tetrascope.protocol.tensor import Tensor

IMAGE_ID = "0123456789abcdef0123456789abcdef"
NETWORK_ID = "efficientnet-lite0"
LAYER_NAME = "stem_conv"

RECTANGLE = Rectangle(top=56, left=84, height=28, width=42)
# 3 rows of 5: .#.#. ##### ..#..
BITMAP = Bitmap(kind="bitmap", top=100, left=20, height=3, width=5, data=bytes([0b01010_111, 0b11_00100_0]))

# The four values 0, 0.5, 1 and 1.5.
MAP = Tensor(shape=[2, 2], dtype="u1", scale=0.5, offset=0.0, data=bytes([0, 1, 2, 3]))
CONSTANT_MAP = Tensor(shape=[2, 2], dtype="u1", scale=0.0, offset=-0.25, data=bytes(4))
# Red, green, blue, white.
IMAGE = Tensor(
    shape=[2, 2, 3], dtype="u1", scale=1.0, offset=0.0, data=bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
)
BLACK = Tensor(shape=[2, 2, 3], dtype="u1", scale=1.0, offset=0.0, data=bytes(12))
# The left end of a photo of 4 rows by 8 columns.
CROPPED = Framing(
    fit="crop",
    crop_at=0.0,
    photo=Area(top=0.0, left=0.0, height=4.0, width=4.0),
    input=Area(top=0.0, left=0.0, height=2.0, width=2.0),
)

TABBY = ClassLabel(index=281, name="tabby", meaning="A cat with a striped or blotched coat — the commonest of all.")
TIGER_CAT = ClassLabel(index=282, name="tiger cat", meaning=None)
EGYPTIAN_CAT = ClassLabel(index=285, name="Egyptian cat", meaning="A slender cat with a spotted coat.")
LYNX = ClassLabel(index=287, name="lynx", meaning=None)
CAT = MergedLabel(name="cat", classes=[281, 282, 285])
MERGED_CAT = ClassLabel(index=1000, name="cat", meaning="3 classes as one: tabby, tiger cat and Egyptian cat.")
SCORE = ClassScore(label=EGYPTIAN_CAT, probability=0.5)
