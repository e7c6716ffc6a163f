"""Simulated participants lose no question, and a cluster of more workers holds more of them."""

from collections import Counter
from dataclasses import replace

import pytest
from tests.simulation import behaviour
from tests.simulation.capacity import cost, holds, most, percentiles, with_participants
from tests.simulation.cluster import PLACES, Outcome, Plan, simulate
from tests.simulation.participant import Answers
from tests.simulation.ring import Ring
from tests.simulation.service_times import ServiceTimes

TIMES = ServiceTimes(
    cores=2,
    pass_s=0.04,
    draw_s=0.04,
    cold_s=0.1,
    known_s=0.001,
    pool_image_s=0.01,
    receive_s=0.001,
    send_s=0.002,
    client_s=0.002,
    study_s=0.002,
    study_client_s=0.002,
    ray_first_s=0.009,
    ray_rest_s=0.009,
    ray_gateway_s=0.002,
    ray_worker_s=0.002,
)
LITTLE = Plan(times=TIMES, participants=30, seconds=60.0, workers=4, photos=1)


@pytest.mark.parametrize(
    "plan",
    [
        replace(LITTLE, workers=None, one_machine=True, clients_here=True),
        LITTLE,
        replace(LITTLE, photos=None, gpu=True, times=TIMES.with_gpu(20)),
        replace(LITTLE, workers=1, participants=150),
    ],
    ids=["embedded", "cluster", "gpus", "too many"],
)
def test_every_question_has_one_end_and_every_drag_its_columns(plan: Plan) -> None:
    answers = simulate(plan).answers
    assert answers.ends.total() == answers.sent
    drags = len(answers.columns) + answers.ends["busy"]
    assert drags >= answers.sent / (behaviour.MOVES + 1)
    assert len(answers.first) == len(answers.columns)
    assert all(0 < first <= whole for first, whole in zip(answers.first, answers.columns, strict=True))


def test_the_same_seed_gives_the_same_and_another_one_something_else() -> None:
    first, again, other = (simulate(replace(LITTLE, seed=seed)).answers for seed in (1, 1, 2))
    assert first == again
    assert first.columns != other.columns


def test_an_empty_cluster_answers_in_the_time_of_its_parts() -> None:
    outcome = simulate(replace(LITTLE, participants=1, seconds=600.0))
    least = TIMES.pass_s + TIMES.draw_s + TIMES.ray_first_s + TIMES.ray_rest_s
    middle, _, longest = percentiles(outcome.answers.columns)
    assert least < middle < least + 0.02
    # The moves before the last are not all superseded before a step of theirs was begun.
    assert longest < least + TIMES.pass_s + TIMES.cold_s + 0.02


def test_too_many_are_refused_and_no_place_is_lost() -> None:
    plan = replace(LITTLE, workers=1, participants=3 * PLACES, seconds=120.0)
    answers = simulate(plan).answers
    assert answers.ends["busy"] > 0
    assert answers.ends["done"] > 0


def test_more_workers_make_waits_shorter_also_where_all_look_at_one_photo() -> None:
    for photos in (1, None):
        late = [
            percentiles(simulate(replace(LITTLE, workers=count, participants=100, photos=photos)).answers.columns)[1]
            for count in (1, 4)
        ]
        assert late[1] < late[0] / 2


def test_a_gpu_leaves_the_drawings_to_the_processor() -> None:
    fast = TIMES.with_gpu(20)
    assert (fast.pass_s, fast.pool_image_s, fast.draw_s) == (TIMES.pass_s / 20, TIMES.pool_image_s / 20, TIMES.draw_s)
    assert fast.cold_s == pytest.approx(TIMES.cold_s - TIMES.pass_s + fast.pass_s)
    plain, gpu = (simulate(replace(LITTLE, workers=1, times=times, gpu=times is fast)) for times in (TIMES, fast))
    assert percentiles(gpu.answers.columns)[1] < percentiles(plain.answers.columns)[1]
    assert gpu.device_share < gpu.worker_share


def test_names_are_spread_evenly_and_few_move_when_a_worker_comes() -> None:
    names = [f"photo-{number}" for number in range(4000)]
    four, five = Ring(4), Ring(5)
    counts = Counter(map(four.worker, names))
    assert set(counts) == {0, 1, 2, 3}
    assert max(counts.values()) < 1.4 * min(counts.values())
    moved = [name for name in names if four.worker(name) != five.worker(name)]
    assert {five.worker(name) for name in moved} == {4}
    assert len(moved) < 1.4 * len(names) / 5


def test_the_most_that_a_cluster_holds_is_found() -> None:
    asked: list[int] = []

    def run(plan: Plan) -> Outcome:
        asked.append(plan.participants)
        seconds = 0.9 if plan.participants <= 270 else 1.1
        return Outcome(plan, Answers(columns=[seconds] * 100, sent=100), 0.5, 0.5, 0.5)

    found = most(LITTLE, 10, run=run)
    assert found is not None and holds(found)
    assert (found.plan.participants, found.plan.gateways) == (270, 11)
    assert len(asked) < 10
    assert most(LITTLE, 1000, run=run) is None


def test_what_a_participant_costs_counts_all_that_is_there() -> None:
    plan = with_participants(replace(LITTLE, gpu=True), 120)
    assert plan.gateways == 5
    found = cost(plan)
    assert (found.processor_hours, found.gpu_hours) == pytest.approx(((4 * 2 + 5) / 120, 4 / 120))
    assert found.money(0.05, 0.6) == pytest.approx(13 / 120 * 0.05 + 0.6 / 30)
    assert cost(replace(LITTLE, workers=None, one_machine=True)).processor_hours == pytest.approx(2 / 30)
