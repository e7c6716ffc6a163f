"""The labels that answers are told in."""

import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.engine.label_space import LabelSpace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.merged_labels import MergedLabel

CAT = MergedLabel(name="cat", classes=[285, 281, 282])
CAR = MergedLabel(name="car", classes=[511, 817])


def test_without_merged_labels_it_is_the_classes(lite0: Network) -> None:
    labels = LabelSpace(lite0)
    logits = np.random.default_rng(0).normal(size=(4, 1000)).astype(np.float32)
    assert labels.indices.tolist() == list(range(1000))
    assert (labels.probabilities(logits) == lite0.answers.probabilities(logits)).all()
    assert (labels.most_probable(logits) == logits.argmax(axis=1)).all()
    assert labels.label(281).model_dump() == {
        "index": 281,
        "name": "tabby",
        "meaning": lite0.class_meaning(281),
    }
    assert labels.key is None


def test_merged_labels_follow_on_all_classes(lite0: Network) -> None:
    labels = LabelSpace(lite0, [CAT, CAR])
    left = [index for index in range(1000) if index not in (281, 282, 285, 511, 817)]
    assert labels.indices.tolist() == [*left, 1000, 1001]
    assert [labels.indices[labels.place(index)] for index in (0, 281, 285, 284, 817, 1000)] == [
        0,
        1000,
        1000,
        284,
        1001,
        1000,
    ]
    cat = labels.label(labels.place(1000))
    assert (cat.index, cat.name) == (1000, "cat")
    assert cat.meaning == "3 classes as one: tabby, tiger cat and Egyptian cat."


def test_a_merged_label_is_the_answer_where_its_classes_together_are(lite0: Network) -> None:
    labels = LabelSpace(lite0, [CAT])
    logits = np.zeros((2, 1000), np.float32)
    logits[:, 10] = 9.0  # alone ahead of each cat
    logits[0, [281, 282, 285]] = 8.5
    shares = np.exp(logits.astype(float))
    shares /= shares.sum(axis=1, keepdims=True)
    found = labels.probabilities(logits)
    place = labels.place(281)
    assert_alike(shares[:, [281, 282, 285]].sum(axis=1), found[:, place])
    assert_alike(np.ones(2), found.sum(axis=1))
    assert labels.indices[labels.most_probable(logits)].tolist() == [1000, 10]
    assert labels.holds(logits, place).tolist() == [True, False]
    assert [score.label.name for score in labels.scores(found[0], 2)] == ["cat", lite0.class_name(10)]


def test_the_meaning_of_a_large_label_stays_short(lite0: Network) -> None:
    labels = LabelSpace(lite0, [MergedLabel(name="dog", classes=list(range(151, 269)))])
    meaning = labels.label(labels.place(151)).meaning
    assert meaning is not None
    assert meaning.startswith("118 classes as one: Chihuahua, ")
    assert meaning.endswith(" and 106 more.")


def test_the_key_tells_labels_apart(lite0: Network) -> None:
    keys = [
        LabelSpace(lite0, merged).key
        for merged in ([], [CAT], [CAR], [CAT, CAR], [CAR, CAT], [CAT.model_copy(update={"name": "puss"})])
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("merged", "field", "said"),
    [
        ([MergedLabel(name="cat", classes=[281, 1000])], "merged[0].classes[1]", "from 0 to 999"),
        ([MergedLabel(name="cat", classes=[281, 281])], "merged[0].classes[1]", "each class once, got tabby"),
        ([CAT, MergedLabel(name="tiger", classes=[292, 282])], "merged[1].classes[1]", "each class once"),
        ([CAT, MergedLabel(name="Cat", classes=[511, 817])], "merged[1].name", "no other label has"),
        ([MergedLabel(name="Lynx", classes=[281, 282])], "merged[0].name", "no other label has"),
        ([MergedLabel(name=" cat", classes=[281, 282])], "merged[0].name", "printable"),
        ([MergedLabel(name="\n", classes=[281, 282])], "merged[0].name", "printable"),
    ],
)
def test_what_cannot_be_merged_is_named(lite0: Network, merged: list[MergedLabel], field: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        LabelSpace(lite0, merged)
    assert caught.value.field == field
    assert said in caught.value.message
    assert caught.value.hint


def test_a_name_of_a_class_that_is_merged_may_be_used(lite0: Network) -> None:
    labels = LabelSpace(lite0, [MergedLabel(name="tabby", classes=[281, 282])])
    assert labels.label(labels.place(282)).name == "tabby"
