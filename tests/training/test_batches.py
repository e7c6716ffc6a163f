"""How an epoch's examples are dealt out."""

from hypothesis import given
from hypothesis import strategies as st

from tetrascope.training.batches import plan_batches


@given(examples=st.integers(1, 400), batch=st.integers(1, 64), epoch=st.integers(1, 9), seed=st.integers(0, 99))
def test_every_example_is_seen_and_every_batch_is_as_large(examples: int, batch: int, epoch: int, seed: int) -> None:
    plan = plan_batches(examples, batch, seed)
    order = plan.order(epoch)
    assert order.shape == (plan.steps, plan.batch)
    assert plan.batch <= batch
    assert set(order.ravel()) == set(range(examples))
    assert order.size - examples < plan.steps  # of no batch more than one is seen again
    assert (order == plan.order(epoch)).all()


def test_epochs_and_seeds_have_orders_of_their_own() -> None:
    orders = [plan_batches(50, 10, seed).order(epoch).tolist() for seed, epoch in ((0, 1), (0, 2), (1, 1))]
    assert orders[0] != orders[1] != orders[2] != orders[0]
