"""The table of HTTP endpoints: routes and OpenAPI are both made from it."""

from dataclasses import dataclass
from typing import Literal

from tetrascope.photos.formats import FROM_ANYONE, listed
from tetrascope.protocol.health import Health
from tetrascope.protocol.images import ImageInfo, SampleList
from tetrascope.protocol.jobs import Job, JobAnswer, JobList, JobRequest
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription, NetworkList
from tetrascope.protocol.operations import OPERATIONS

STREAM_PATH = "/v1/stream"
DOCUMENT_PATH = "/openapi.json"
"""What the routes are, for tools."""


@dataclass(frozen=True)
class Endpoint:
    """One HTTP route."""

    method: Literal["GET", "POST", "DELETE"]
    path: str
    name: str
    summary: str
    answer: type[Message]
    request: type[Message] | None = None
    takes_image: bool = False


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", "/v1/health", "health", "Whether the server can work, and what it works with", Health),
    Endpoint("GET", "/v1/networks", "networks", "The catalog of networks", NetworkList),
    Endpoint(
        "GET", "/v1/networks/{network_id}", "network", "One network with its layers and geometry", NetworkDescription
    ),
    Endpoint("GET", "/v1/samples", "samples", "The images that come with Tetrascope", SampleList),
    Endpoint("POST", "/v1/images", "images", f"Upload an image ({listed(FROM_ANYONE)})", ImageInfo, takes_image=True),
    *(
        Endpoint("POST", f"/v1/{each.name}", each.name, each.summary, each.answer, request=each.request)
        for each in OPERATIONS.values()
    ),
    Endpoint(
        "POST", "/v1/jobs", "begin_job", "Begin a job: any operation, whoever waits for it", Job, request=JobRequest
    ),
    Endpoint("GET", "/v1/jobs", "jobs", "The jobs that are kept", JobList),
    Endpoint("GET", "/v1/jobs/{job_id}", "job", "How a job stands", Job),
    Endpoint("GET", "/v1/jobs/{job_id}/answer", "job_answer", "The whole answer of a job that is done", JobAnswer),
    Endpoint("DELETE", "/v1/jobs/{job_id}", "cancel_job", "Cancel a job", Job),
)
