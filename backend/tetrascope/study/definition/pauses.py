"""Breaks, and how often participants are asked how they feel."""

from typing import Literal

from tetrascope.protocol.message import Message
from tetrascope.study.definition.condition import Minutes


class Breaks(Message):
    """Breaks between images or between conditions."""

    after: Literal["image", "condition"]
    """Whenever participants have done all tasks with an image, or in a condition, and there are more to come."""
    minutes: Minutes = 5.0


class Comfort(Message):
    """How often the questionnaires of the occasion `comfort` are asked, for headsets above all."""

    every_minutes: Minutes = 10.0
    """They come after the tutorial or the task in which so many minutes of these, as planned, are over."""
    break_minutes: Minutes | None = 5.0
    """The break after them; none without."""
