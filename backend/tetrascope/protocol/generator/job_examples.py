"""Examples of the messages about jobs."""

from tetrascope.protocol.generator.common_examples import ERROR, PROGRESS
from tetrascope.protocol.jobs import Job, JobAnswer, JobList, JobRequest, ListedJob
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS

JOB_ID = "fedcba9876543210fedcba9876543210"
JOB = Job(
    job_id=JOB_ID,
    operation="pools",
    state="running",
    created=1_700_000_000.5,
    ended=None,
    progress=PROGRESS,
    error=None,
)
LISTED_JOB = ListedJob(**JOB.model_dump(exclude={"error"}) | {"progress": PROGRESS})


def _answers() -> dict[str, Message]:
    """The answer of each operation."""
    found: dict[str, Message] = {}
    for each in OPERATIONS.values():
        answer = next(example for example in each.examples.values() if isinstance(example, each.answer))
        found[f"job_answer_{each.name}"] = JobAnswer(operation=each.name, content=answer)
    return found


_POOLS = OPERATIONS["pools"]

JOB_EXAMPLES: dict[str, Message] = {
    "job_request": JobRequest(
        operation=_POOLS.name, body=next(each for each in _POOLS.examples.values() if isinstance(each, _POOLS.request))
    ),
    "job": JOB,
    "job_waiting": JOB.model_copy(update={"state": "waiting", "progress": None}),
    "job_failed": JOB.model_copy(update={"state": "failed", "ended": 1_700_000_060.0, "error": ERROR}),
    "job_list": JobList(jobs=[LISTED_JOB]),
    "listed_job": LISTED_JOB,
    "listed_job_of_many": LISTED_JOB.model_copy(update={"job_id": None}),
    **_answers(),
}
