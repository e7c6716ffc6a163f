import pytest

from tetrascope.errors import InvalidInput
from tetrascope.networks.class_names import choose_names


@pytest.mark.parametrize("count", [4, 1000, 1001])
def test_classes_are_numbered_where_nobody_names_them(count: int) -> None:
    names = choose_names(None, count)
    assert (names.names[0], names.names[-1]) == ("class 0", f"class {count - 1}")
    assert names.meaning(0) is None


def test_imagenets_names_are_given_where_they_are_asked_for() -> None:
    names = choose_names("imagenet", 1000)
    assert (names.names[0], names.names[281]) == ("tench", "tabby")
    assert "coffee" in (names.meaning(967) or "")
    with_background = choose_names("imagenet", 1001)
    assert with_background.names[:2] == ("background", "tench")
    assert with_background.meaning(0) is None
    assert with_background.meaning(968) == names.meaning(967)
    with pytest.raises(InvalidInput, match="one of 5"):
        choose_names("imagenet", 5)


def test_classes_of_one_name_are_told_apart_and_told(caplog: pytest.LogCaptureFixture) -> None:
    names = choose_names(["cat", "dog", "cat", "hen", "dog", "cat"], 6)
    assert names.names == ("cat (class 0)", "dog (class 1)", "cat (class 2)", "hen", "dog (class 4)", "cat (class 5)")
    assert "'cat' (3 times), 'dog' (2 times)" in caplog.text


def test_a_name_is_one_line_that_controls_nothing() -> None:
    names = choose_names(["\x1b[31mred\x07", "two\nlines", "  spaced\u00a0 out ", "\x00"], 4)
    assert names.names == ("[31mred", "two lines", "spaced out", "class 3")


def test_one_name_for_each_class() -> None:
    with pytest.raises(InvalidInput, match=r"Expected 4 class names.*got 3 names, 'a' to 'c'") as caught:
        choose_names(["a", "b", "c"], 4)
    assert caught.value.field == "class_names"
