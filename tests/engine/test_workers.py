import subprocess
import sys
from threading import Event

import pytest
from tests.patience import PATIENCE_S

from tetrascope.engine.workers import Workers
from tetrascope.errors import Busy


def test_work_is_done_in_order_and_its_errors_come_back() -> None:
    workers = Workers(1, name="test")
    done: list[int] = []
    futures = [workers.submit(done.append, number) for number in range(5)]
    assert workers.submit(lambda: 1 + 1).result(PATIENCE_S) == 2
    assert done == [0, 1, 2, 3, 4]
    assert all(future.done() for future in futures)
    with pytest.raises(ZeroDivisionError):
        workers.submit(lambda: 1 // 0).result(PATIENCE_S)
    workers.close()


def test_work_that_was_dropped_is_not_begun() -> None:
    workers = Workers(1, name="test")
    go_on, begun = Event(), Event()

    def work() -> None:
        begun.set()
        go_on.wait(PATIENCE_S)

    workers.submit(work)
    assert begun.wait(PATIENCE_S)
    done: list[str] = []
    dropped = workers.submit(done.append, "dropped")
    kept = workers.submit(done.append, "kept")
    assert dropped.cancel()
    go_on.set()
    kept.result(PATIENCE_S)
    assert done == ["kept"]
    workers.close()


def test_closing_answers_everyone_and_waits_for_nobody() -> None:
    workers = Workers(1, name="test")
    begun, go_on, done = Event(), Event(), Event()

    def work() -> str:
        begun.set()
        go_on.wait(PATIENCE_S)
        done.set()
        return "too late"

    under_way = workers.submit(work)
    waiting = workers.submit(work)
    assert begun.wait(PATIENCE_S)
    workers.close()
    for future in (under_way, waiting):
        with pytest.raises(Busy, match="shutting down"):
            future.result(0)  # there at once, although the thread is still at it
    with pytest.raises(Busy):
        workers.submit(work)
    workers.close()
    assert not done.is_set()
    go_on.set()
    assert done.wait(PATIENCE_S)  # the answer that comes later harms nothing
    with pytest.raises(Busy):
        under_way.result(0)


def test_threads_do_not_keep_the_process() -> None:
    workers = Workers(2, name="test")
    workers.submit(lambda: None).result(PATIENCE_S)
    assert workers._threads
    assert all(thread.daemon for thread in workers._threads)
    workers.close()
    for thread in workers._threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def test_the_interpreter_is_not_taken_apart_below_a_thread_that_works() -> None:
    program = """
import time
from threading import Event
from tetrascope.engine.workers import Workers
workers, working = Workers(1, name="test"), Event()
workers.submit(lambda: (working.set(), time.sleep(0.2), print("done", flush=True)))
working.wait()
forgotten = Workers(1, name="never closed")
forgotten.submit(print, "begun").result()
workers.close()
"""
    outcome = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE_S, check=True
    )
    assert outcome.stdout.split() == ["begun", "done"]
    assert outcome.stderr == ""
