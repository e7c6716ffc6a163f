"""Options that several commands share, and the types of their values. Nothing heavy is imported here."""

import argparse
import re
from math import isfinite
from pathlib import Path


def whole_numbers(text: str, count: int, separator: str, form: str) -> list[int]:
    """`count` integers between separators; raises what argparse shows."""
    try:
        numbers = [int(part) for part in text.split(separator)]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        raise argparse.ArgumentTypeError(f"expected {form}, got {text!r}")
    return numbers


def rectangle(text: str) -> list[int]:
    """A mask: TOP,LEFT,HEIGHT,WIDTH."""
    return whole_numbers(text, 4, ",", "TOP,LEFT,HEIGHT,WIDTH in pixels")


def window(text: str) -> list[int]:
    """A window: SIZE/STRIDE."""
    return whole_numbers(text, 2, "/", "SIZE/STRIDE in pixels")


def merged_label(text: str) -> tuple[str, list[str]]:
    """A merged label and its classes: NAME=CLASS,CLASS,..."""
    name, sign, classes = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"expected NAME=CLASS,CLASS,..., got {text!r}")
    return name.strip(), names(classes)


def value_range(text: str) -> tuple[float, float]:
    """Two numbers, the lower first: LOW..HIGH."""
    low, sign, high = text.partition("..")
    try:
        numbers = float(low), float(high)
    except ValueError:
        numbers = (0.0, 0.0)
    if not sign or not all(map(isfinite, numbers)) or numbers[0] >= numbers[1]:
        raise argparse.ArgumentTypeError(f"expected LOW..HIGH, two numbers and the lower first, got {text!r}")
    return numbers


def given(text: str) -> str:
    """Anything but nothing, which a script gives for a variable that is not set."""
    if not text:
        raise argparse.ArgumentTypeError("expected a name, got an empty one")
    return text


def path(text: str) -> Path:
    """A path; an empty one would mean the current folder."""
    return Path(given(text))


def image_place(text: str) -> str:
    """A folder as a whole path, since workers begin elsewhere, or the address of a bucket."""
    from tetrascope.engine.bucket_files import SCHEME

    if text.startswith(SCHEME):
        return text
    if not text or re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", text):
        raise argparse.ArgumentTypeError(f"expected a folder or {SCHEME}BUCKET/FOLDER, got {text!r}")
    return str(Path(text).absolute())


def names(text: str) -> list[str]:
    """Names between commas."""
    found = [part.strip() for part in text.split(",") if part.strip()]
    if not found:
        raise argparse.ArgumentTypeError(f"expected names between commas, got {text!r}")
    return found
