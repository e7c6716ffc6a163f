"""A server, asked over HTTP and the stream. Imports nothing but the protocol and what that stands on."""

import ssl
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

import msgpack
from pydantic import ValidationError
from websockets.exceptions import WebSocketException

from tetrascope.errors import Failed, InvalidInput, NotFound, Refused
from tetrascope.photos.file_kind import kind_of
from tetrascope.protocol.endpoints import STREAM_PATH
from tetrascope.protocol.error import ErrorEnvelope
from tetrascope.protocol.form import Form
from tetrascope.protocol.frames import ErrorFrame
from tetrascope.protocol.health import Health
from tetrascope.protocol.images import ImageInfo, Sample, SampleList
from tetrascope.protocol.jobs import Job, JobList
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription, NetworkList, NetworkSummary
from tetrascope.protocol.operations import OPERATION_OF, PART_KINDS
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.protocol.version import HEADER, PROTOCOL_VERSION
from tetrascope.scope.remote_error import error_of
from tetrascope.scope.remote_stream import RemoteStream

Answer = TypeVar("Answer", bound=Message)

ANSWER_S = 120.0
"""Seconds without a byte after which an answer over HTTP is given up: reading a large image may take a minute."""
_JOBS = "/v1/jobs"
_THE_REQUEST = "1"
"""A stream is opened for each request, so that closing it ends that request, and threads share nothing."""


class RemoteBackend:
    """See `Backend`.

    Args:
        address: of the server, such as `http://127.0.0.1:8765`, without a path.
        token: the server's, if it wants one. It is sent to this address only: redirections are not followed, and no
            proxy is asked.
        certificate: PEM file with the only certificates that are trusted; None for those that this machine trusts.

    Raises:
        Refused: the token is missing or wrong, or the server speaks another major version of the protocol.
        Failed: no Tetrascope answers there.
        InvalidInput: the file holds no certificate.
    """

    def __init__(self, address: str, token: str | None, certificate: Path | None = None) -> None:
        self.place = address
        self._headers = {"Accept": Form.MSGPACK.value, HEADER: PROTOCOL_VERSION}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"
        self._tls = _trusting(certificate) if address.startswith("https") else None
        self._http: OpenerDirector = build_opener(ProxyHandler({}), _NoRedirections, HTTPSHandler(context=self._tls))
        self._begun: list[str] = []
        """Jobs that were begun here, by their names."""
        self._closed = False
        _check_version(self._get("/v1/health", Health).protocol)

    def networks(self) -> list[NetworkSummary]:
        return self._get("/v1/networks", NetworkList).networks

    def network(self, network_id: str) -> NetworkDescription:
        return self._get(f"/v1/networks/{network_id}", NetworkDescription)

    def samples(self) -> list[Sample]:
        return self._get("/v1/samples", SampleList).samples

    def add_image(self, data: bytes) -> ImageInfo:
        known = kind_of(data).format
        kind = "image/unknown" if known is None else known.media_type  # the server looks at the bytes
        return self._ask(Request(self.place + "/v1/images", data, {"Content-Type": kind}), ImageInfo)

    def run(self, request: AnalysisRequest) -> Iterator[Event]:
        events = self._follow({"type": "request", **_asked(request)})
        return cast(Iterator[Event], events)  # only a watch is told how a job stands

    def begin(self, request: AnalysisRequest) -> Job:
        data = msgpack.packb(_asked(request))
        job = self._ask(Request(self.place + _JOBS, data, {"Content-Type": Form.MSGPACK.value}), Job)
        self._begun.append(job.job_id)
        return job

    def jobs(self) -> list[Job]:
        listed = [job.job_id for job in self._get(_JOBS, JobList).jobs if job.job_id is not None]
        jobs = []
        for job_id in listed or self._begun:  # a server with a token lists no names, but knows those of its own
            with suppress(NotFound):
                jobs.append(self.job(job_id))
        return jobs

    def job(self, job_id: str) -> Job:
        return self._get(_job_path(job_id), Job)

    def watch(self, job_id: str) -> Generator[Job | Event, None, None]:
        return self._follow({"type": "watch", "job_id": job_id})

    def cancel(self, job_id: str) -> Job:
        return self._ask(Request(self.place + _job_path(job_id), method="DELETE"), Job)

    def close(self) -> None:
        self._closed = True

    def _follow(self, frame: Mapping[str, object]) -> Generator[Job | Event, None, None]:
        """What a frame is answered with, on a stream of its own."""
        try:
            with self._stream() as stream:
                stream.send(msgpack.packb({**frame, "id": _THE_REQUEST}))
                yield from _events(stream)
        except (OSError, WebSocketException) as error:
            raise self._unreachable(error) from error

    def _stream(self) -> RemoteStream:
        self._check_open()
        return RemoteStream(self.place.replace("http", "ws", 1) + STREAM_PATH, self._headers, self._tls)

    def _get(self, path: str, kind: type[Answer]) -> Answer:
        return self._ask(Request(self.place + path), kind)

    def _ask(self, request: Request, kind: type[Answer]) -> Answer:
        self._check_open()
        for name, value in self._headers.items():
            request.add_header(name, value)
        try:
            with self._http.open(request, timeout=ANSWER_S) as answer:
                return self._read(answer.read(), kind)
        except HTTPError as refusal:
            with refusal:
                raise error_of(self._read(refusal.read(), ErrorEnvelope).error) from None
        except (OSError, HTTPException) as error:
            raise self._unreachable(error) from error

    def _read(self, data: bytes, kind: type[Answer]) -> Answer:
        """A message; fields that a later minor version added are passed over."""
        try:
            return kind.model_validate(msgpack.unpackb(data), extra="ignore")
        except (ValueError, msgpack.UnpackException, ValidationError) as error:
            raise Failed(
                f"Expected a Tetrascope server at {self.place}, got an answer that is none of its messages.",
                hint="Is it the address that `tetrascope serve` printed, and nothing else in between?",
            ) from error

    def _unreachable(self, error: Exception) -> Failed:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, ssl.SSLCertVerificationError):
            return Failed(
                f"Expected a certificate of {self.place} that is trusted here, got one that is not: "
                f"{reason.verify_message}.",
                code="certificate_not_trusted",
                hint="Copy the certificate.pem that `tetrascope serve --https` tells from that machine, and name it: "
                "tetrascope.connect(url, certificate=FILE).",
            )
        return Failed(
            f"Expected a Tetrascope server at {self.place}, got: {reason}.",
            code="unreachable",
            hint="Start one with `tetrascope serve`, and give the address that it prints.",
        )

    def _check_open(self) -> None:
        if self._closed:
            raise Failed(
                "Expected an open scope, got one that is closed.", hint="Connect again: tetrascope.connect(...)."
            )


def _trusting(certificate: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=certificate)
    except ssl.SSLError:
        raise InvalidInput(
            f"Expected a file of certificates in PEM, got {str(certificate)!r}.",
            field="certificate",
            hint="`tetrascope serve --https` tells which file it is at the server; copy it as it is.",
        ) from None


class _NoRedirections(HTTPRedirectHandler):
    """The token is for the address that a person named."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _check_version(protocol: str) -> None:
    ours, theirs = (version.partition(".")[0] for version in (PROTOCOL_VERSION, protocol))
    if ours != theirs:
        raise Refused(
            f"Expected a server of protocol {ours}, got one of {protocol}.",
            code="protocol_mismatch",
            hint="Use the same version of Tetrascope here and at the server.",
        )


def _asked(request: AnalysisRequest) -> dict[str, object]:
    """The operation and its request, as they travel."""
    body = request.model_dump(exclude_defaults=True)  # an earlier minor version does not know every field
    return {"operation": OPERATION_OF[type(request)].name, "body": body}


def _job_path(job_id: str) -> str:
    return f"{_JOBS}/{quote(job_id, safe='')}"


def _events(stream: RemoteStream) -> Iterator[Job | Event]:
    """What comes in until the request has ended."""
    while True:
        frame = msgpack.unpackb(stream.receive())
        match frame["type"]:
            case "progress":
                yield Progress.model_validate(frame["progress"], extra="ignore")
            case "part":
                if frame["kind"] in PART_KINDS:  # else a later minor version's
                    yield PART_KINDS[frame["kind"]].model_validate(frame["content"], extra="ignore")
            case "job":
                yield Job.model_validate(frame["job"], extra="ignore")
            case "done":
                return
            case "error":
                raise error_of(ErrorFrame.model_validate(frame, extra="ignore").error)
            case "cancelled":
                raise Failed("Expected an answer, got word that the request was cancelled.")
