"""What a server may be told: where it listens, who may talk to it, and every bound it keeps."""

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path

from tetrascope.engine.job_bounds import JOB_BYTES, MAX_JOB_AGE_S, MAX_JOBS
from tetrascope.errors import InvalidInput
from tetrascope.protocol.version import DEFAULT_HOST, DEFAULT_PORT

KIB = 1024
MIB = 1024 * KIB

_TOKEN = re.compile(r"[A-Za-z0-9._~-]{16,256}")
"""A token must also fit into a WebSocket subprotocol's name, hence the narrow alphabet."""


@dataclass(frozen=True)
class ServerSettings:
    """Every setting of a server. Raises `InvalidInput` for an address that others can reach without a token."""

    host: str = DEFAULT_HOST
    """Address to listen on; any but a loopback address needs a token."""
    port: int = DEFAULT_PORT
    """TCP port; 0 takes a free one."""
    token: str | None = field(default=None, repr=False)
    """Secret that every request must carry, 16 to 256 letters, digits or `. _ ~ -`; None for no check."""
    certificate: str | Path | None = None
    """PEM file of the certificate that the server shows, and of those that vouch for it; None for plain HTTP."""
    key: str | Path | None = None
    """PEM file of its private key, without a password; None where that is in the certificate's file."""
    allowed_hosts: tuple[str, ...] = ()
    """Names and addresses (without port) by which clients may address the server, besides the address they connect to
    and `localhost`: those of a proxy or of a container's machine."""
    allowed_origins: tuple[str, ...] = ()
    """Origins such as `http://localhost:5173` whose pages may call the server, besides its own."""
    max_connections: int = 256
    """Open TCP connections, and HTTP requests being answered."""
    max_streams: int = 128
    """Open streams (WebSockets)."""
    max_requests_per_stream: int = 8
    """Requests under way on one stream."""
    max_body_bytes: int = MIB
    """Size of a posted MessagePack or JSON body. One bitmap of the largest size takes two thirds of it in JSON; 256
    bitmaps that together cover an input fit many times over, and 256 that each cover one of 224 by 224 do not."""
    max_frame_bytes: int = MIB
    """Size of a frame that a client sends; a larger one closes the stream with code 1009."""
    max_upload_bytes: int = 20 * MIB
    """Size of an uploaded image file."""
    max_uploads: int = 8
    """Uploads being received at once; with the size above this bounds the memory they take."""
    max_jobs: int = MAX_JOBS
    """Jobs that are kept. Of those that have not ended, the last quarter is for addresses that have none."""
    job_bytes: int = JOB_BYTES
    """Size of all jobs' answers together, as they travel."""
    max_job_age_s: float = MAX_JOB_AGE_S
    """Time for which a job is kept after its end, in seconds."""
    body_timeout_s: float = 10.0
    """Time that a request's body may take beyond what it takes at `min_pace_bytes_s`, in seconds."""
    min_pace_bytes_s: int = 8 * KIB
    """Bytes a second that a client must send of a body, and take of what is sent to it."""
    header_timeout_s: float = 15.0
    """Time within which a request must begin and its headers arrive on an open connection, in seconds."""
    write_timeout_s: float = 15.0
    """Time within which a client must take what is sent to it, or as much as `min_pace_bytes_s` says, in seconds; else
    it is disconnected."""
    ping_interval_s: float = 20.0
    """Time between pings on a stream, in seconds; one unanswered for as long again closes the stream."""
    shutdown_timeout_s: float = 5.0
    """Time within which the server ends when it is told to stop, whatever runs, in seconds. Containers are commonly
    given 10."""
    access_log: bool = False
    """Whether each request is logged: method, path without query, status, time."""

    def __post_init__(self) -> None:
        if self.token is not None and not _TOKEN.fullmatch(self.token):
            raise InvalidInput(
                f"Expected a token of 16 to 256 letters, digits or . _ ~ -, got one of {len(self.token)} characters.",
                field="token",
                hint="Leave it out to have one made.",
            )
        if self.token is None and not is_loopback(self.host):
            raise InvalidInput(
                f"Expected a token for the address {self.host}, which other machines can reach, got none.",
                field="token",
                hint="Give a token, or listen on 127.0.0.1.",
            )
        if not 0 <= self.port <= 65535:
            raise InvalidInput(f"Expected a port from 0 to 65535, got {self.port}.", field="port")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`, a name or an address."""
    if host.lower() == "localhost":
        return True
    address = ip_address(host)
    return address is not None and address.is_loopback


def ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that `host` spells, with or without an IPv6 address's brackets and zone; None for a name.

    An IPv4 address is one however it is spelt, also where a socket for both families makes it `::ffff:192.0.2.1`.
    """
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]").partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address
