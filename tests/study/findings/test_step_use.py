"""Time at a step, and what was done there."""

from tests.study.taker import MASK, Taker

from tetrascope.study.findings.step_use import StepUse, step_uses
from tetrascope.study.records.store import StudyStore

TASK = "task.clustered.cat.explore"
NEXT = "task.reference.cat.explore"


def use(taker: Taker, step: str = TASK) -> StepUse:
    taker.send()
    return step_uses(taker.store.events(taker.number))[step]


def test_time_is_from_a_step_s_beginning_to_its_end(store: StudyStore) -> None:
    taker = Taker(store)
    taker.take(TASK, ms=90_000)
    taker.tell("step_started", NEXT, after=5000)
    assert use(taker).minutes == 1.5
    assert use(taker, NEXT).ms == 0


def test_scenes_have_the_time_until_the_next_one(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("scene_entered", TASK, after=1000, scene="structure")
    taker.tell("mask_drawn", TASK, after=2000, scene="structure", index=0, mask=MASK)
    taker.tell("scene_entered", TASK, after=4000, scene="pool")
    taker.tell("help_opened", TASK, after=8000, topic="pool")
    taker.tell("step_finished", TASK, after=16000, reason="done")
    found = use(taker)
    assert dict(found.scene_ms) == {"structure": 6000, "pool": 24000}
    assert found.ms == 31000


def test_pauses_are_not_counted(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("paused", TASK, after=1000)
    taker.tell("page_hidden", TASK, after=10_000)
    taker.tell("page_shown", TASK, after=10_000)
    taker.tell("resumed", TASK, after=10_000)
    taker.tell("step_finished", TASK, after=500, reason="done")
    found = use(taker)
    assert found.ms == 1500
    assert found.hidden_ms == 0


def test_what_is_out_of_sight_is_counted_and_told(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("page_hidden", TASK, after=1000)
    taker.tell("page_shown", TASK, after=300)
    taker.tell("step_finished", TASK, after=200, reason="done")
    found = use(taker)
    assert (found.ms, found.hidden_ms) == (1500, 300)


def test_time_in_vr_goes_on_over_steps_and_not_over_pauses(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("setting_changed", TASK, after=1000, scene="structure", setting="vr", value="entered")
    taker.tell("setting_changed", TASK, after=200, scene="structure", setting="tool", value="brush")
    taker.tell("paused", TASK, after=30)
    taker.tell("resumed", TASK, after=60_000)
    taker.tell("step_finished", TASK, after=4, reason="done")
    taker.tell("step_started", NEXT, after=700)
    taker.tell("setting_changed", NEXT, after=50, setting="vr", value="left")
    taker.tell("step_finished", NEXT, after=6000, reason="done")
    first, second = use(taker), use(taker, NEXT)
    assert (first.vr_ms, first.ms) == (234, 1234)
    assert (second.vr_ms, second.ms) == (50, 6050)


def test_a_client_that_was_closed_in_vr_is_in_it_no_more(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("setting_changed", TASK, setting="vr", value="entered")
    taker.tell("session_closed", TASK, after=100)
    taker.another_client()
    taker.take(TASK, ms=2000)
    assert use(taker).vr_ms == 100


def test_a_reference_is_open_for_as_long_as_the_client_told(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", NEXT)
    for duration in (700, 300):
        taker.tell("reference_opened", NEXT)
        taker.tell("reference_closed", NEXT, after=duration + 10, duration_ms=duration)
    taker.tell("step_finished", NEXT, after=100, reason="done")
    found = use(taker, NEXT)
    assert (found.ms, found.reference_ms) == (1120, 1000)


def test_a_session_goes_on_at_another_client_whose_clock_is_another(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("mask_drawn", TASK, after=1000, index=0, mask=MASK)
    taker.another_client()
    taker.take(TASK, ms=2000)
    assert use(taker).ms == 3000


def test_an_answer_that_comes_after_the_step_does_not_open_it_again(store: StudyStore) -> None:
    taker = Taker(store)
    taker.take(TASK, ms=1000)
    taker.tell("recalculation_answered", TASK, after=100, operation="layers", latency_ms=1234.5)
    taker.tell("step_started", NEXT, after=60_000)
    found = use(taker)
    assert found.ms == 1000
    assert found.latencies == [1234.5]


def test_a_step_that_is_entered_again_goes_on(store: StudyStore) -> None:
    taker = Taker(store)
    taker.take(TASK, ms=1000)
    taker.tell("step_started", TASK, after=5000)
    taker.tell("step_finished", TASK, after=500, reason="done")
    assert use(taker).ms == 1500


def test_nothing_is_counted_after_the_client_was_closed(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("session_closed", TASK, after=1000)
    taker.tell("step_started", TASK, after=9000)
    taker.tell("step_finished", TASK, after=500, reason="done")
    assert use(taker).ms == 1500


def test_events_count_in_the_order_of_the_client_not_of_arrival(store: StudyStore) -> None:
    taker = Taker(store)
    taker.tell("step_started", TASK)
    taker.tell("step_finished", TASK, after=700, reason="done")
    taker._waiting.reverse()
    assert use(taker).ms == 700
