"""Orders, and whether they are balanced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.protocol.study.shown import Shown
from tetrascope.study.definition.arrangement import Arrangement, Orders
from tetrascope.study.definition.condition import Condition
from tetrascope.study.definition.image import StudyImage
from tetrascope.study.definition.study import Study
from tetrascope.study.definition.text import Text
from tetrascope.study.session.balance import balances
from tetrascope.study.session.order import order_of, planned_orders


def sized(thesis: Study, images: int, conditions: int, orders: Orders) -> Study:
    """A study of so many images and conditions."""
    return thesis.model_copy(
        update={
            "images": [StudyImage(id=f"i{n}", title=Text({"": "x"}), sample="cat") for n in range(images)],
            "conditions": [Condition(id=f"c{n}", title=Text({"": "x"}), shows=Shown()) for n in range(conditions)],
            "orders": orders,
        }
    )


BY = st.sampled_from(["as_written", "latin_square", "random"]).map(lambda by: Arrangement(by=by))  # type: ignore[arg-type]


@given(
    st.integers(1, 5),
    st.integers(1, 5),
    st.builds(
        Orders,
        participants=st.integers(1, 30),
        outer=st.sampled_from(["images", "conditions"]),
        images=BY,
        conditions=BY,
    ),
)
def test_every_order_has_every_pair_once_in_blocks(thesis: Study, images: int, conditions: int, orders: Orders) -> None:
    study = sized(thesis, images, conditions, orders)
    for order in planned_orders(study):
        pairs = {(trial.image, trial.condition) for trial in order.trials}
        assert len(pairs) == len(order.trials) == images * conditions
        outer = [trial.image if orders.outer == "images" else trial.condition for trial in order.trials]
        assert len([1 for place, each in enumerate(outer) if outer[:place][-1:] != [each]]) == len(set(outer))


def test_orders_depend_on_seed_and_number_alone(thesis: Study) -> None:
    again = thesis.model_copy(update={"orders": thesis.orders.model_copy(update={"participants": 3})})
    assert planned_orders(again) == planned_orders(thesis)[:3]
    other = thesis.model_copy(update={"orders": thesis.orders.model_copy(update={"seed": 7})})
    assert planned_orders(other) != planned_orders(thesis)
    # Written down: whoever runs the same file elsewhere, or later, gets the same orders.
    first = [(trial.image, trial.condition) for trial in order_of(thesis, 1).trials]
    assert first[:3] == [("cat", "clustered"), ("cat", "non-clustered"), ("cat", "reference")]


@pytest.mark.parametrize(("images", "conditions"), [(3, 3), (2, 4), (4, 2), (1, 5), (3, 4)])
@pytest.mark.parametrize("outer", ["images", "conditions"])
def test_latin_squares_are_balanced_for_both_factors(thesis: Study, images: int, conditions: int, outer: str) -> None:
    latin = Arrangement(by="latin_square")
    orders = Orders(participants=60, outer=outer, images=latin, conditions=latin)  # type: ignore[arg-type]
    study = sized(thesis, images, conditions, orders)
    for balance in balances(study, planned_orders(study)):
        assert balance.is_balanced, balance


def test_each_image_has_each_condition_at_each_place_equally_often(thesis: Study) -> None:
    latin = Arrangement(by="latin_square")
    study = sized(thesis, 3, 3, Orders(participants=36, images=latin, conditions=latin))
    counts = {
        (image, place, condition): 0
        for image in ("i0", "i1", "i2")
        for place in range(3)
        for condition in ("c0", "c1", "c2")
    }
    for order in planned_orders(study):
        for number, trial in enumerate(order.trials):
            counts[trial.image, number % 3, trial.condition] += 1
    assert set(counts.values()) == {12}


def test_listed_sequences_are_taken_in_turns(thesis: Study) -> None:
    listed = Arrangement(by="listed", sequences=[["c1", "c0"], ["c0", "c1"], ["c1", "c0"]])
    study = sized(thesis, 1, 2, Orders(participants=4, conditions=listed))
    first = [order.trials[0].condition for order in planned_orders(study)]
    assert sorted(first[:3]) == ["c0", "c1", "c1"]
    (_, conditions) = balances(study, planned_orders(study)[:3])
    assert conditions.at_place == {"c0": [1, 2], "c1": [2, 1]}
    assert conditions.follows == {("c0", "c1"): 1, ("c1", "c0"): 2}
    assert (conditions.times_at_place, conditions.times_after) == ((1, 2), (1, 2))
    assert not conditions.is_balanced
