"""Networks on a folder: what they get right, where they agree, how fast they are, and the page about it."""

import base64
import re
from hashlib import sha256

import pytest
from scipy.stats import binomtest
from tests.likeness import assert_alike
from tests.report.test_folder_page import HOSTILE, NETWORK

from tetrascope.networks.label_match import LabelMatch, folded
from tetrascope.report.folder_comparison import (
    Count,
    FolderComparison,
    ImageAnswer,
    LikelyClass,
    NetworkOnFolder,
    SeenPicture,
    agreement,
    shared_classes,
)
from tetrascope.report.folder_comparison_page import make_folder_comparison_page
from tetrascope.report.paired_answers import pairs_of

CLASSES = ("cat", "dog", "owl", "fox", "elk", "bat")
SEEN = SeenPicture(thumbnail="data:image/jpeg;base64,")


def answers(**best: str) -> dict[str, ImageAnswer]:
    """An answer for each image: its most probable class, then all others in their order."""
    found = {}
    for place, (image, name) in enumerate(best.items()):
        order = [name, *(each for each in CLASSES if each != name)][:5]
        likeliest = [
            LikelyClass(
                index=CLASSES.index(each.lower()) if each.lower() in CLASSES else 9,
                name=each,
                probability=0.5 / 2**rank,
            )
            for rank, each in enumerate(order)
        ]
        found[f"{image}.jpg"] = ImageAnswer(likeliest=likeliest, seconds=0.01 * (place + 1))
    return found


def on_folder(title: str, labels: dict[str, str], classes: tuple[str, ...] = CLASSES, **best: str) -> NetworkOnFolder:
    matches = {
        label: LabelMatch(classes.index(label), label, "name") if label in classes else None
        for label in labels.values()
    }
    return NetworkOnFolder(
        network=NETWORK.model_copy(update={"network_id": title, "title": title}), parameters=1000, bytes=4000,
        class_names=frozenset(map(folded, classes)), answers=answers(**best), matches=matches,
    )  # fmt: skip


LABELS = {"a.jpg": "cat", "b.jpg": "bat", "c.jpg": "yak"}
ONE = on_folder("one", LABELS, a="cat", b="dog", c="dog")
OTHER = on_folder("other", LABELS, a="Cat", b="owl", c="dog")
NOTHING_SHARED = on_folder("apart", LABELS, ("x", "y"), a="x")


def test_only_images_whose_label_is_a_class_are_right_or_wrong() -> None:
    assert ONE.right(LABELS) == Count(1, 2), "there is no class yak"
    assert ONE.right(LABELS, 5) == Count(1, 2), "bat is the sixth"
    assert ONE.is_right("c.jpg", "yak") is None
    assert ONE.is_right("gone.jpg", "cat") is None
    assert NOTHING_SHARED.right(LABELS).share is None


def test_networks_agree_by_name() -> None:
    assert agreement(ONE, OTHER) == Count(2, 3)
    assert agreement(ONE, NOTHING_SHARED) == Count(0, 1)
    assert shared_classes(ONE, OTHER) == 6
    assert shared_classes(ONE, NOTHING_SHARED) == 0


@pytest.mark.parametrize(("number", "of"), [(0, 3), (3, 3), (15, 20), (480, 1000)])
def test_the_interval_is_wilsons(number: int, of: int) -> None:
    expected = binomtest(number, of).proportion_ci(0.95, "wilson")
    assert_alike([expected.low, expected.high], list(Count(number, of).interval or ()))


def test_times_are_quartiles() -> None:
    assert_alike([0.015, 0.02, 0.025], list(ONE.quartiles or ()))
    assert on_folder("none", LABELS).quartiles is None


def compared(**changes: object) -> FolderComparison:
    images = dict.fromkeys(("a.jpg", "b.jpg", "c.jpg"), SEEN)
    given = {"title": "pets", "images": images, "networks": [ONE, OTHER], "labels": LABELS}
    return FolderComparison(**(given | changes))  # type: ignore[arg-type]


def both_on(one: list[int], other: list[int], labelled: int = 12) -> FolderComparison:
    """Two networks on twelve images, the first so many known to be cats, and the images for which each says so."""
    labels = {f"i{place}.jpg": "cat" for place in range(labelled)}
    return FolderComparison(
        "cats",
        {f"i{place}.jpg": SEEN for place in range(12)},
        [
            on_folder(
                title, labels, CLASSES, **{f"i{place}": "cat" if place in right else "dog" for place in range(12)}
            )
            for title, right in (("one", one), ("other", other))
        ],
        labels,
    )


def test_of_two_networks_the_images_that_one_alone_gets_right_tell_which_is_better() -> None:
    [(pair, corrected)] = pairs_of(both_on([0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 9]))
    assert (pair.both, pair.only_one, pair.only_other, pair.neither) == (1, 8, 1, 2)
    assert_alike([binomtest(1, 9).pvalue] * 2, [pair.p, corrected])
    page = make_folder_comparison_page(both_on([0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 9]), "1")
    assert 'id="pairs"' in page
    assert ">0.039<" in page


def test_networks_that_differ_nowhere_differ_by_chance_surely() -> None:
    [(pair, _)] = pairs_of(both_on([0, 1], [0, 1]))
    assert pair.p == 1
    assert pairs_of(both_on([0, 1], [0, 1], labelled=0)) == []


def test_several_pairs_are_corrected_for_their_number_and_those_without_images_in_common_are_none() -> None:
    three = compared(networks=[ONE, OTHER, on_folder("third", LABELS, a="dog", b="dog"), NOTHING_SHARED])
    pairs = pairs_of(three)
    assert [(pair.one.network.title, pair.other.network.title) for pair, _ in pairs] == [
        ("one", "other"),
        ("one", "third"),
        ("other", "third"),
    ]
    assert "corrected 1.000" in make_folder_comparison_page(three, "1")


def test_the_page_says_what_matched_and_what_is_right() -> None:
    page = make_folder_comparison_page(compared(networks=[ONE, OTHER, NOTHING_SHARED]), "1")
    assert "50.0 % (1 of 2)<small>9 % to 91 %" in page
    assert "66.7 %<small>2 of 3" in page
    assert "no class in common" in page
    assert "no such class" in page
    assert "not counted over the same images" in page
    assert "20.0 ms<small>15.0 to 25.0 ms" in page
    assert "2 answers still to come" in page, "the third has answered for one of three"
    assert page.count('aria-label="right"') == 2
    assert page.count('aria-label="wrong"') == 2


def test_without_labels_nothing_is_right_or_wrong() -> None:
    page = make_folder_comparison_page(compared(labels={}, networks=[ONE]), "1")
    assert 'id="labels"' not in page
    assert 'id="agreement"' not in page
    assert "Right" not in page


def test_names_are_text_alone_and_the_page_runs_its_own_script_only() -> None:
    hostile = FolderComparison(
        HOSTILE, {HOSTILE: SEEN}, [on_folder(HOSTILE, {HOSTILE: HOSTILE}), ONE], {HOSTILE: HOSTILE},
        [HOSTILE], {HOSTILE: HOSTILE},
    )  # fmt: skip
    page = make_folder_comparison_page(hostile, HOSTILE)
    assert "<script>alert" not in page
    assert "onerror='x'" not in page
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
