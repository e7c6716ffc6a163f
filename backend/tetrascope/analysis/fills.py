from typing import Literal

Fill = Literal["black", "mean", "blur", "noise"]
