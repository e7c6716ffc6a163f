"""Text that fits and that the font can draw."""

from hypothesis import given
from hypothesis import strategies as st

from tetrascope.report.typography import printable, shorten, text_width, wrap


def test_what_the_font_lacks_is_replaced():
    assert printable("7 × 7") == "7 x 7"
    assert printable("Crème brûlée") in ("Creme brulee", "Crème brûlée")
    assert printable("Straße, Łódź, Smørrebrød, cœur") in (
        "Strasse, Lodz, Smorrebrod, coeur",
        "Straße, Łódź, Smørrebrød, cœur",
    )
    assert printable("猫.jpg") == "?.jpg"
    assert printable("a\nb\x1b[31m") == "a?b?[31m"


def test_what_the_font_has_is_kept(monkeypatch):
    monkeypatch.setattr("tetrascope.report.typography._drawable", lambda character: character in "uüs3°ß×")
    assert printable("üß×3°ú") == "üß×3°u"
    assert printable("u\u0308") == "ü"


@given(st.text(max_size=80), st.integers(min_value=40, max_value=400))
def test_a_shortened_text_fits(text, width):
    assert text_width(shorten(text, 20, width), 20) <= width


def test_a_short_text_stays_and_a_long_one_keeps_both_ends():
    assert shorten("conv", 20, 200) == "conv"
    long = shorten("block7a_project_convolution", 20, 150)
    assert long.startswith("block")
    assert long.endswith("tion")


@given(st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=12), max_size=20))
def test_wrapping_loses_no_word(words):
    lines = wrap(" ".join(words), 20, 180)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 20) <= 180 for line in lines)
