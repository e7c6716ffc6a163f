from tetrascope.api.outflow import Outflow


def test_a_client_that_takes_nothing_is_found_out_in_time() -> None:
    outflow = Outflow(seconds=10, pace=100)
    assert not outflow.look(0, taken=0, waiting=5000)
    assert not outflow.look(9, taken=0, waiting=5000)
    assert outflow.still_s(9) == 9
    assert outflow.look(10, taken=0, waiting=9000)


def test_a_client_that_drips_is_found_out_too() -> None:
    outflow = Outflow(seconds=10, pace=100)
    for now in range(10):
        assert not outflow.look(now, taken=now, waiting=5000)
    assert outflow.still_s(9) == 0
    assert outflow.look(10, taken=10, waiting=5000)


def test_a_slow_client_may_go_on() -> None:
    outflow = Outflow(seconds=10, pace=100)
    for now in range(100):
        assert not outflow.look(now, taken=101 * now, waiting=20_000)


def test_little_that_waits_must_be_taken_whole() -> None:
    for taken, stopped in [(10, False), (9, True)]:
        outflow = Outflow(seconds=10, pace=100)
        outflow.look(0, taken=0, waiting=10)
        assert outflow.look(10, taken=taken, waiting=50) is stopped


def test_time_begins_when_something_waits() -> None:
    outflow = Outflow(seconds=10, pace=100)
    outflow.look(0, taken=0, waiting=5000)
    assert not outflow.look(8, taken=5000, waiting=0)
    assert outflow.still_s(8) == 0
    assert not outflow.look(100, taken=5000, waiting=7000)
    assert not outflow.look(109, taken=5000, waiting=7000)
    assert outflow.look(110, taken=5000, waiting=7000)
