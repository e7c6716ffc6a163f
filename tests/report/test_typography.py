"""Text that fits and that the font can draw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tetrascope.report.fonts import runs
from tetrascope.report.typography import printable, shorten, text_width, wrap, write

NAMES = (
    "宇航员", "ねこカフェ", "고양이", "رائد فضاء", "קוט", "кот", "แมวน้ำ", "बिल्ली", "Ελλάδα", "tiếng Việt",
    "Crème brûlée", "Straße, Łódź, Smørrebrød, cœur", "7 × 7 − 1 → 2",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_the_world_are_drawn_as_they_are(name: str) -> None:
    assert printable(name) == name
    blank, drawn, question = (Image.new("L", (400, 60), 255) for _ in range(3))
    write(drawn, (10, 40), name, size=24, colour="black")
    write(question, (10, 40), "?" * len(name), size=24, colour="black")
    assert blank.tobytes() != drawn.tobytes() != question.tobytes()


def test_what_no_font_has_is_replaced() -> None:
    assert printable("cat \U000e0041\uffff") == "cat ??"
    assert printable("a\nb\x1b[31m") == "a?b?[31m"


def test_a_symbol_that_no_font_has_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tetrascope.report.typography.drawable", str.isascii)
    assert printable("cat \U0001f431") == "cat [cat face]"
    assert printable("\U0001f44d\U0001f3fd, \u2764\ufe0f") == "[thumbs up sign], [heavy black heart]"
    assert printable("\U0001f469\u200d\U0001f680, 1\ufe0f\u20e3") == "[woman][rocket], 1"
    assert printable("\U0001f1e8\U0001f1e6 loon") == "CA loon"
    assert printable(printable("\u2615 \u732b")) == "[hot beverage] ?"


def test_accents_are_dropped_where_no_font_has_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tetrascope.report.typography.drawable", lambda character: character in "uüsx3°ß")
    assert printable("üß×3°ú") == "üßx3°u"
    assert printable("u\u0308") == "ü"


def test_a_word_is_of_one_font_and_a_line_of_few() -> None:
    assert len(list(runs("Egyptian cat", 20))) == 1
    assert [run.text for run in runs("café crème", 20)] == ["café crème"]
    assert [run.text for run in runs("a 猫 b", 20)] == ["a ", "猫", " b"]
    assert "".join(run.text for run in runs(" two  spaces ", 20)) == " two  spaces "


def test_right_to_left_reads_from_the_right_also_without_the_library_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.features.check", lambda _feature: False)
    assert [run.text for run in runs("קוט שחור", 20)] == ["רוחש טוק"]
    monkeypatch.setattr("PIL.features.check", lambda _feature: True)
    assert [run.text for run in runs("קוט שחור", 20)] == ["קוט שחור"]


@pytest.mark.parametrize("anchor", ["ls", "ms", "rs"])
def test_an_anchor_holds_for_a_line_of_several_fonts(anchor: str) -> None:
    text, image = "cat 猫 кот", Image.new("L", (600, 80), 255)
    write(image, (300, 50), text, size=30, colour="black", anchor=anchor)
    box = Image.eval(image, lambda value: 255 - value).getbbox()
    assert box is not None
    width = text_width(text, 30)
    left = {"ls": 300, "ms": 300 - width / 2, "rs": 300 - width}[anchor]
    assert abs(box[0] - left) < 5
    assert abs(box[2] - left - width) < 5


@given(st.text(max_size=80), st.integers(min_value=40, max_value=400))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    assert text_width(shorten(text, 20, width), 20) <= width


def test_a_short_text_stays_and_a_long_one_keeps_both_ends() -> None:
    assert shorten("conv", 20, 200) == "conv"
    long = shorten("block7a_project_convolution", 20, 150)
    assert long.startswith("block")
    assert long.endswith("tion")


@given(st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=12), max_size=20))
def test_wrapping_loses_no_word(words: list[str]) -> None:
    lines = wrap(" ".join(words), 20, 180)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 20) <= 180 for line in lines)
