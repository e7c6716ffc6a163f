from collections.abc import Iterator

import numpy  # noqa: F401  (brings a BLAS)
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from tetrascope.engine import blas_threads
from tetrascope.engine.blas_threads import OneBlasThread


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


@pytest.fixture(autouse=True)
def three_threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever the machine has, and whatever engines of other tests hold."""
    monkeypatch.setattr(blas_threads, "_holding", set())
    monkeypatch.setattr(blas_threads, "_limits", [])
    with threadpool_limits(3, user_api="blas"):
        yield


def test_blas_has_its_threads_again_when_the_last_engine_is_closed() -> None:
    assert threads() == {3}
    first, second = OneBlasThread(), OneBlasThread()
    first.hold()
    first.hold()
    second.hold()
    assert threads() == {1}
    first.release()
    assert threads() == {1}
    second.release()
    assert threads() == {3}


def test_to_release_what_was_never_held_changes_nothing() -> None:
    OneBlasThread().release()
    assert threads() == {3}
