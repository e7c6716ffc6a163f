"""What an error of Keras says, on one line: its messages run over many, with colours and the call around them."""

import re

_MAX_LENGTH = 160
"""Characters of a message."""
_MARKS = re.compile(r"\x1b\[[0-9;]*m|\{\{.*?\}\}")
"""Colours, and where in TensorFlow it happened."""
_AROUND = "Exception encountered when calling"


def first_words(error: Exception) -> str:
    """The first line that says something; the error's class where none does."""
    lines = (line.strip() for line in _MARKS.sub("", str(error)).splitlines())
    text = next((line for line in lines if line and not line.startswith(_AROUND)), type(error).__name__)
    return text if len(text) <= _MAX_LENGTH else f"{text[: _MAX_LENGTH - 1]}…"
