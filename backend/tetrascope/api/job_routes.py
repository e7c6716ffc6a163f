"""The HTTP routes about jobs.

Whoever has a job's id may watch and cancel it and have its answer: with one token for all, there is no other way to
tell whose it is. So where there is a token, the list keeps the ids to itself.
"""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request

from tetrascope.api.codec import validate_asked
from tetrascope.api.places import client_of
from tetrascope.api.posted import posted_value
from tetrascope.api.server_settings import ServerSettings
from tetrascope.engine.jobs import Jobs
from tetrascope.protocol.jobs import JobHead, JobList, ListedJob
from tetrascope.protocol.message import Message


def job_answers(jobs: Jobs, settings: ServerSettings) -> Mapping[str, Callable[[Request], Awaitable[Message]]]:
    """What answers each endpoint about jobs, by its name."""

    async def begin(request: Request) -> Message:
        _, asked = validate_asked(await posted_value(request, settings), JobHead)
        return jobs.begin(asked, client_of(request.scope).address)

    async def listed(_: Request) -> Message:
        hidden = {} if settings.token is None else {"job_id": None}
        names = set(ListedJob.model_fields)
        return JobList(jobs=[ListedJob(**{name: getattr(job, name) for name in names} | hidden) for job in jobs.jobs()])

    async def job(request: Request) -> Message:
        return jobs.job(_id(request))

    async def answer(request: Request) -> Message:
        return jobs.answer(_id(request))

    async def cancel(request: Request) -> Message:
        return await jobs.cancel(_id(request))

    return {"begin_job": begin, "jobs": listed, "job": job, "job_answer": answer, "cancel_job": cancel}


def _id(request: Request) -> str:
    job_id: str = request.path_params["job_id"]
    return job_id
