"""Which class a label means: by name, by another name, by ImageNet's number, by its place; and which means none."""

import pytest

from tetrascope.networks.class_names import choose_names
from tetrascope.networks.label_match import LabelMatcher, MatchedBy

IMAGENET = LabelMatcher(choose_names("imagenet", 1000))


@pytest.mark.parametrize(
    ("label", "index", "by"),
    [
        ("Egyptian cat", 285, "name"),
        ("egyptian_CAT", 285, "name"),
        ("tabby cat", 281, "another name"),
        ("n02124075", 285, "synset"),
        ("n02124075-Egyptian_cat", 285, "synset"),
        ("285", 285, "number"),
        ("maillot", 638, "name"),
    ],
)
def test_a_label_means_a_class_of_imagenet(label: str, index: int, by: MatchedBy) -> None:
    match = IMAGENET.match(label)
    assert match is not None
    assert (match.index, match.by) == (index, by)


@pytest.mark.parametrize(
    "label", ["cat", "crane", "n021240756", "n00000000", "1000", "-1", "²", "", "9" * 5000, "photos of 2023"]
)
def test_what_is_no_class_or_more_than_one_means_none(label: str) -> None:
    assert IMAGENET.match(label) is None


def test_with_a_background_places_move_and_names_stay() -> None:
    matcher = LabelMatcher(choose_names("imagenet", 1001))
    matches = [matcher.match(label) for label in ("n02124075", "Egyptian cat", "background")]
    assert [match and match.index for match in matches] == [286, 286, 0]


def test_names_come_before_places() -> None:
    """Digits that are named in another order than that of the output."""
    matcher = LabelMatcher(choose_names(["9", "3", "a-b", "a b"], 4))
    matches = [matcher.match(label) for label in ("3", "9", "0", "a b", "A_B")]
    assert [match and match.index for match in matches] == [1, 0, 0, 3, None]
