"""Jobs of a scope, alike in this process and at a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from protocol.recorder.server import running_server
from tests.likeness import assert_alike
from tests.scope.test_scope import FIELDS

import tetrascope
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy, InvalidInput, NotDone, NotFound
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.part import Part
from tetrascope.protocol.progress import Progress
from tetrascope.scope.job import Job
from tetrascope.scope.local_backend import LocalBackend
from tetrascope.scope.scope import Scope

LONG: dict[str, Any] = {"windows": [(16, 4)]}
"""Thousands of masks, so that it has not ended before the test has done what it does meanwhile."""


@contextmanager
def long_job(scope: Scope, photo: str) -> Iterator[Job]:
    job = scope.begin("pools", photo, **LONG)
    try:
        yield job
    finally:
        job.cancel()


def parts_of(events: Iterator[Any]) -> list[Part]:
    return [event for event in events if not isinstance(event, Progress)]


def names_of(jobs: list[Job]) -> list[str]:
    return [job.job_id for job in jobs]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_as_a_job_is_answered_as_when_asked(operation: str, scope: Scope) -> None:
    fields = FIELDS.get(operation, {})
    job = scope.begin(operation, "coffee", **fields)
    answer = job.answer()
    assert (job.operation, job.state, job.error) == (operation, "done", None)
    asked = scope.ask(operation, "coffee", **fields)
    assert type(answer) is type(asked)
    assert_alike(asked.model_dump(), answer.model_dump())


def test_it_is_watched_from_the_first_part_on_by_whoever_comes(scope: Scope) -> None:
    fields = {"layers": ["stem_conv", "head_conv"]}
    job = scope.begin("layers", "flower", **fields)
    early = parts_of(job.watch())
    late = parts_of(scope.job(job.job_id).watch())
    assert [type(part).__name__ for part in early] == ["Predictions", "ClusteredLayer", "ClusteredLayer"]
    assert late == early == parts_of(scope.events("layers", "flower", **fields))


def test_leaving_it_leaves_it_alone_and_cancelling_ends_it_for_all(scope: Scope) -> None:
    with long_job(scope, "rocket") as job:
        events = job.watch()
        next(events)
        events.close()  # type: ignore[attr-defined]
        other = scope.job(job.job_id)
        assert job.state == other.state == "running"
        assert job.job_id in names_of(scope.jobs())
        other.cancel()
        assert (other.state, job.state, job.error) == ("cancelled", "cancelled", None)
        other.cancel()
        for each in (job, other):
            with pytest.raises(NotDone, match="cancelled") as caught:
                each.answer()
            assert caught.value.hint == "Begin it again."


def test_whoever_waits_is_told_how_far_it_is_and_may_stop_waiting(scope: Scope) -> None:
    class Enough(Exception):
        pass

    def tell(progress: Progress) -> None:
        if progress.done:
            raise Enough

    with long_job(scope, "astronaut") as job:
        scope.progress = tell
        try:
            with pytest.raises(Enough):
                job.answer()
        finally:
            scope.progress = None
        assert job.state == "running"
        assert job.progress is not None
        assert 0 < job.progress.done < job.progress.total
        assert repr(job).startswith(f"<Job {job.job_id}: pools, running, ")
        assert repr(job).endswith(f" of {job.progress.total} when last asked>")
    assert repr(job) == f"<Job {job.job_id}: pools, cancelled>"


def test_a_job_that_fails_raises_what_the_question_would_have(scope: Scope) -> None:
    job = scope.begin("layers", "cat", layers=["stem"])
    with pytest.raises((InvalidInput, NotFound)) as asked:
        scope.ask("layers", "cat", layers=["stem"])
    with pytest.raises(asked.type) as caught:
        job.answer()
    told = (str(asked.value), asked.value.code, asked.value.field, asked.value.hint)
    for error in (caught.value, job.error):
        assert error is not None
        assert (str(error), error.code, error.field, error.hint) == told
    assert job.state == "failed"


@pytest.mark.parametrize("job_id", ["0" * 32, "a b/c?d"])
def test_another_name_is_refused(job_id: str, scope: Scope) -> None:
    with pytest.raises(NotFound):
        scope.job(job_id)


def test_what_cannot_be_asked_does_not_become_a_job(scope: Scope) -> None:
    before = names_of(scope.jobs())
    with pytest.raises(NotFound, match="operation"):
        scope.begin("pool", "cat")
    with pytest.raises(InvalidInput, match="clusters"):
        scope.begin("layers", "cat", clusters=0)
    assert names_of(scope.jobs()) == before


def test_a_photo_that_was_let_go_is_given_again() -> None:
    photos = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 3), np.uint8)  # about 12 KiB each, as PNG
    backend = LocalBackend(EngineSettings(image_bytes=16 * 1024))
    with Scope(backend) as scope:
        first = scope.ask("inputs", photos[0])
        scope.ask("inputs", photos[1])
        assert scope.begin("inputs", photos[0]).answer() == first


def test_a_job_in_this_process_ends_with_its_scope() -> None:
    with tetrascope.open() as scope:
        job = scope.begin("pools", "cat", **LONG)
        events = job.watch()
        next(events)
    with pytest.raises(Busy, match="shutting down"):
        list(events)
    assert job.state == "failed"


def test_a_job_at_a_server_outlives_its_scope_and_with_a_token_only_its_own_scope_lists_it() -> None:
    token = "opensesame-opensesame"
    with running_server(token=token) as address, tetrascope.connect(address, token) as other:
        with tetrascope.connect(address, token) as scope:
            jobs = [scope.begin("layers", name, layers=["stem_conv"]) for name in ("cat", "coffee")]
            assert names_of(scope.jobs()) == names_of(jobs)
        assert other.jobs() == []
        answers = [other.job(job.job_id).answer() for job in jobs]
        assert answers[1] == other.ask("layers", "coffee", layers=["stem_conv"]) != answers[0]
