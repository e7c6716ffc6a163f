"""What stands in place of feature maps that are switched off."""

from typing import Literal, TypeAlias

Replacement: TypeAlias = Literal["mean", "zero"]
"""`mean`: each map's mean over the image, so that what it tells of places is gone and its level stays. `zero`: 0."""
