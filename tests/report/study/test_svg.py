"""Pieces of figures: text that XML can hold, and labels that fit."""

from xml.etree import ElementTree

import pytest

from tetrascope.report.study.svg import columns_of, drawing, label, svg_text, wrapped


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("two words", ["two", "words"]),
        ("one two three", ["one two", "three"]),
        ("one two three four", ["one two", "three…"]),
        ("incomprehensibilities", ["incompre", "hensibi…"]),
        ("猫の特徴マップ", ["猫の特徴", "マップ"]),
        ("  spaces \n and lines ", ["spaces", "and…"]),
    ],
)
def test_text_is_wrapped_within_its_columns(value: str, lines: list[str]) -> None:
    found = wrapped(value, 8, 2)
    assert found == lines
    assert all(columns_of(line) <= 8 for line in found)


def test_marks_above_letters_take_no_room() -> None:
    assert columns_of("e\u0301") == 1


@pytest.mark.parametrize("value", ["\x00\x08\x1b", "\ufffe", "</text><script>", "\u202e", "]]>", "\U0001f600"])
def test_any_text_is_text_within_a_figure(value: str) -> None:
    root = ElementTree.fromstring(drawing(10, value, label(5, value)))
    assert root.attrib["aria-label"] == "".join(
        each if each not in "\x00\x08\x1b\ufffe" else "\ufffd" for each in value
    )
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {"svg", "rect", "g", "title", "text"}


def test_line_breaks_are_kept() -> None:
    assert svg_text("a\n\tb") == "a\n\tb"
