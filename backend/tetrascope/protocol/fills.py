"""What masked pixels may become."""

from typing import Literal

Fill = Literal["black", "mean", "blur", "noise"]
