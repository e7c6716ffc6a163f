"""The table of HTTP endpoints: routes and OpenAPI are both made from it."""

from dataclasses import dataclass
from typing import Literal

from tetrascope.photos.formats import FROM_ANYONE, listed
from tetrascope.protocol.blocks import MeasureBlocksRequest, MeasuredBlocks, RunBlocks
from tetrascope.protocol.health import Health
from tetrascope.protocol.images import ImageInfo, SampleList
from tetrascope.protocol.jobs import Job, JobAnswer, JobList, JobRequest
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription, NetworkList
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.stories import StoryList
from tetrascope.protocol.study.events import EventBatch, EventReceipt
from tetrascope.protocol.study.overview import (
    NewNote,
    NewParticipants,
    ParticipantRecord,
    SessionControl,
    StudyOverview,
    StudyParticipant,
)
from tetrascope.protocol.study.session import SessionStatus, StudySession
from tetrascope.protocol.training import (
    TrainingControlRequest,
    TrainingKernels,
    TrainingOffer,
    TrainingProgress,
    TrainingRequest,
    TrainingResults,
    TrainingRun,
    TrainingRunList,
    TrainingStarted,
)

STREAM_PATH = "/v1/stream"
DOCUMENT_PATH = "/openapi.json"
"""What the routes are, for tools."""
STUDY_ROOT = "/v1/study"
"""What every route about a user study begins with."""
TRAINING_ROOT = "/v1/training"
"""What every route about training begins with."""


Access = Literal["token", "both", "participant"]
"""Whoever has the server's token; they, and participants of a study; or participants alone, each of their session."""


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
    to: Access = "token"
    """Who may ask."""


_RUNS = TRAINING_ROOT + "/runs"
_PARTICIPANT = STUDY_ROOT + "/participants/{participant}"

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", "/v1/health", "health", "Whether the server can work, and what it works with", Health, to="both"),
    Endpoint("GET", "/v1/networks", "networks", "The catalog of networks", NetworkList, to="both"),
    Endpoint(
        "GET",
        "/v1/networks/{network_id}",
        "network",
        "One network with its layers and geometry",
        NetworkDescription,
        to="both",
    ),
    Endpoint("GET", "/v1/samples", "samples", "The images that come with Tetrascope", SampleList),
    Endpoint("GET", "/v1/stories", "stories", "The stories that lead through the scenes", StoryList),
    Endpoint("POST", "/v1/images", "images", f"Upload an image ({listed(FROM_ANYONE)})", ImageInfo, takes_image=True),
    *(
        Endpoint("POST", f"/v1/{each.name}", each.name, each.summary, each.answer, request=each.request, to="both")
        for each in OPERATIONS.values()
    ),
    Endpoint(
        "POST", "/v1/jobs", "begin_job", "Begin a job: any operation, whoever waits for it", Job, request=JobRequest
    ),
    Endpoint("GET", "/v1/jobs", "jobs", "The jobs that are kept", JobList),
    Endpoint("GET", "/v1/jobs/{job_id}", "job", "How a job stands", Job),
    Endpoint("GET", "/v1/jobs/{job_id}/answer", "job_answer", "The whole answer of a job that is done", JobAnswer),
    Endpoint("DELETE", "/v1/jobs/{job_id}", "cancel_job", "Cancel a job", Job),
    Endpoint("GET", TRAINING_ROOT, "training_data", "What can be trained here, and how", TrainingOffer),
    Endpoint("GET", _RUNS, "training_runs", "Every run of training", TrainingRunList),
    Endpoint("POST", _RUNS, "training_start", "Begin to train a network", TrainingStarted, request=TrainingRequest),
    Endpoint("GET", _RUNS + "/{run}/progress", "training_progress", "How a run goes: its curve", TrainingProgress),
    Endpoint("GET", _RUNS + "/{run}/results", "training_results", "What came of a finished run", TrainingResults),
    Endpoint(
        "GET",
        _RUNS + "/{run}/kernels/{epoch}",
        "training_kernels",
        "The kernels of the first convolution after an epoch",
        TrainingKernels,
    ),
    Endpoint(
        "GET",
        TRAINING_ROOT + "/data/{data_id}/blocks",
        "data_blocks",
        "The blocks of the network that data are learned with from scratch",
        RunBlocks,
    ),
    Endpoint("GET", _RUNS + "/{run}/blocks", "run_blocks", "The blocks of a run's network, to be edited", RunBlocks),
    Endpoint(
        "POST",
        TRAINING_ROOT + "/blocks",
        "measure_blocks",
        "What a list of blocks would be as a network, and whether it can be trained",
        MeasuredBlocks,
        request=MeasureBlocksRequest,
    ),
    Endpoint(
        "POST",
        _RUNS + "/{run}/control",
        "training_control",
        "Stop or resume a run",
        TrainingRun,
        request=TrainingControlRequest,
    ),
    Endpoint(
        "GET",
        f"{STUDY_ROOT}/session",
        "study_session",
        "The session of the participant who asks",
        StudySession,
        to="participant",
    ),
    Endpoint("GET", f"{STUDY_ROOT}/session/status", "session_status", "How it stands", SessionStatus, to="participant"),
    Endpoint(
        "POST",
        f"{STUDY_ROOT}/session/events",
        "record_events",
        "Record what the participant did",
        EventReceipt,
        request=EventBatch,
        to="participant",
    ),
    Endpoint("GET", STUDY_ROOT, "study", "The study that is conducted, with all participants", StudyOverview),
    Endpoint(
        "POST",
        f"{STUDY_ROOT}/participants",
        "add_participants",
        "Let more participants come",
        StudyOverview,
        request=NewParticipants,
    ),
    Endpoint(
        "POST",
        f"{_PARTICIPANT}/control",
        "control_session",
        "Start, pause, resume or abort a session",
        StudyParticipant,
        request=SessionControl,
    ),
    Endpoint(
        "POST", f"{_PARTICIPANT}/notes", "add_note", "Write a note about a session", StudyParticipant, request=NewNote
    ),
    Endpoint("GET", f"{_PARTICIPANT}/record", "participant_record", "What a participant did", ParticipantRecord),
    Endpoint("DELETE", _PARTICIPANT, "forget_participant", "Erase a participant", StudyOverview),
)
"""Those below `/v1/study` are there where a study is conducted (since 1.6), those below `/v1/training` where none is
(since 1.7)."""
