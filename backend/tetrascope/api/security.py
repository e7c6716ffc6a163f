"""Who may talk to the server.

Threat model
------------
The server runs on a person's machine, next to a browser that visits hostile pages, or in a lab's network.

- *A hostile page calls the server* (cross-site request forgery, cross-site WebSocket hijacking). A browser says in
  `Origin` whose page is calling; any but our own and those the operator allows is refused, on HTTP and WebSocket
  alike. Bodies must be of types that a form cannot send. What a page only embeds, as `<img>` and `<iframe>` do, is
  asked for without `Origin`; a browser tells it by `Sec-Fetch-Site`, and it is refused before it costs anything. An
  old browser that tells neither can so cause a GET, which changes nothing and whose answer
  `Cross-Origin-Resource-Policy` keeps from the page. A link that a person follows is served.
- *A hostile page points its own name at 127.0.0.1* (DNS rebinding), so that it seems to be our own. `Host` then
  carries that name; only our own names are answered, and the IP address that the client has connected to, which
  cannot be rebound. Behind a proxy or a container's port that is another than the client used: see `allowed_hosts`.
- *Someone else in the network calls the server.* Any address but loopback needs a token, compared in constant
  time and never logged; it is not taken from the query, which ends up in logs and histories. One thing is open
  without it: the browser client's own files (see `viewer`), by GET and HEAD. A page cannot carry a token before it
  is there to ask for one; the files are the same in every installation and hold no data, and all else that its pages
  want, below `/v1` and at `/openapi.json`, needs the token. It may come in the page's address behind `#`, which no
  browser sends.
- *A client sends too much, too deep, too slowly, in too many pieces, or never reads*: see `limits`, `codec`,
  `stream`, `connection`, `reading_time`. *It takes all places*: see `places`.
- *A client meddles with the work of another*: of what is under way, only jobs and runs of training outlive their
  connection. A job's id, 128 random bits, is the key to it; where there is a token, which many may share, ids are not
  listed (see `job_routes`). A job has neither a place nor a turn that watched requests need (see `engine.jobs`), and
  one address cannot have all.
- *A client has networks trained, or looks at pictures they learned from*: only where the operator allows it (see
  `cli.training_options`). Data are asked for by ids of folders that the operator has named. Runs are of the machine,
  not of a client: whoever may ask sees all, and where starting is allowed may stop any.
- *A participant of a study wants more than their session*, or somebody found their address. A participant's key, 128
  random bits, opens what the table of endpoints says is for participants, and nothing that it does not mention (see
  `access`): their own session, and analyses of the study's own images and networks while it is under way. It is
  looked up by its digest, never logged, not taken from the query, and stands behind `#` in their address. It stays in
  force after the session has ended, for what their client kept; who is forgotten has none. What a participant can have
  recorded is bounded, and each has a share of the places whatever address they come from. A study always has a
  token, on loopback too, else any program there could read what participants answer.
- *A client wants the server to read a file or fetch a URL*: no message has a field for either.
- *Somebody between client and server reads or changes what is said*: with a certificate all is encrypted (see
  `certificate`, `made_certificate`). One that the server made proves nothing until its fingerprint has been compared.
  `Strict-Transport-Security` is never sent: a browser that has heard it lets nobody past the warning of such a
  certificate, and refuses plain HTTP on all other ports of that name, which are others' affair.

Not covered: other programs of the same user on the same machine (they can read memory and files anyway, though a
token can be set on loopback too), eavesdropping where there is no certificate, and of whoever passes over the browser's
warning of one that the server made without comparing its fingerprint, a client with the token that asks for a lot of
honest work (bounded, but it will slow others down), and whoever has a participant's address, who is that participant to
the server.
"""

import hmac
import re
from collections.abc import Collection, Iterator

from starlette.types import ASGIApp, Receive, Scope, Send

from tetrascope.api.access import check_access
from tetrascope.api.headers import first_header, header_values
from tetrascope.api.media import shown
from tetrascope.api.server_settings import ServerSettings, ip_address
from tetrascope.api.transport_errors import Unauthorized
from tetrascope.errors import Refused
from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.version import HEADER, PROTOCOL_VERSION
from tetrascope.study.conduct.conduct import Conduct

TOKEN_SUBPROTOCOL = "tetrascope.token."

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?")
_ORIGIN = re.compile(r"(https?)://(.+)")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


class Guard:
    """Refuses what the threat model refuses, before anything else sees the request.

    `open_paths` are read without the token; nothing may stand there that is not public.
    """

    def __init__(
        self, app: ASGIApp, settings: ServerSettings, open_paths: Collection[str] = (), study: Conduct | None = None
    ) -> None:
        self._app = app
        self._settings = settings
        self._open_paths = frozenset(open_paths)
        self._study = study

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            check_host(scope, self._settings)
            check_origin(scope, self._settings)
            if _is_preflight(scope):
                await _answer_preflight(send)
                return
            if not self._is_open(scope):
                check_secret(scope, self._settings, self._study)
        await self._app(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        return scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] in self._open_paths


def check_host(scope: Scope, settings: ServerSettings) -> None:
    """Raises `Refused` unless the client addressed this server by a name or address that is its own."""
    hosts = header_values(scope, "host")
    match = _HOST.fullmatch(hosts[0].strip()) if len(hosts) == 1 else None
    if match is None or not (_is_own_name(match[1].lower(), settings) or _is_own_address(match[1], scope)):
        name = f"--allow-host {match[1]}" if match else "--allow-host NAME"
        raise Refused(
            f"Expected a Host header with this server's address, got {shown(', '.join(hosts))}.",
            code="host_refused",
            hint=f"Use the address that the server printed, or start it with {name}, as behind a proxy.",
        )


def _is_own_name(name: str, settings: ServerSettings) -> bool:
    # Brackets are how a URL spells an IPv6 address, and what an operator types without.
    allowed = {own.lower().removeprefix("[").removesuffix("]") for own in (settings.host, *settings.allowed_hosts)}
    return name == "localhost" or name.removeprefix("[").removesuffix("]") in allowed


def _is_own_address(name: str, scope: Scope) -> bool:
    """Whether `name` spells a loopback address, or the address of ours that this client has connected to."""
    address = ip_address(name)
    if address is None:
        return False
    local = ip_address((scope.get("server") or ("",))[0])
    return address.is_loopback or (local is not None and address == local)


def check_origin(scope: Scope, settings: ServerSettings) -> None:
    """Raises `Refused` for a page that is neither the server's own nor allowed. What names no page is not a page."""
    origins = header_values(scope, "origin")
    if origins:
        welcome = all(_is_own_origin(origin, scope) or origin in settings.allowed_origins for origin in origins)
    else:
        welcome = not _is_embedded_elsewhere(scope)
    if welcome:
        return
    raise Refused(
        "Expected a page of this server or of an allowed origin, got "
        + (f"{shown(', '.join(origins))}." if origins else "a page of another site that embeds this address."),
        code="origin_refused",
        hint="Open the page from this server, or allow its origin when starting the server.",
    )


def _is_embedded_elsewhere(scope: Scope) -> bool:
    """Whether a browser says that another site's page asks, and not for a person who goes to this address."""
    if first_header(scope, "sec-fetch-site") not in ("cross-site", "same-site"):
        return False
    # A frame navigates too; only its destination tells it from a followed link.
    return (first_header(scope, "sec-fetch-mode"), first_header(scope, "sec-fetch-dest")) != ("navigate", "document")


def _is_own_origin(origin: str, scope: Scope) -> bool:
    match = _ORIGIN.fullmatch(origin)
    # Where we encrypt, a page that was not is another's; where we do not, a proxy may.
    if match is None or (scope.get("scheme") in ("https", "wss") and match[1] != "https"):
        return False
    port = _DEFAULT_PORTS[match[1]]
    own = _place(first_header(scope, "host") or "", port)
    return own is not None and _place(match[2], port) == own


def _place(netloc: str, default_port: str) -> tuple[str, str] | None:
    match = _HOST.fullmatch(netloc.strip())
    return (match[1].lower(), match[2] or default_port) if match else None


def check_secret(scope: Scope, settings: ServerSettings, study: Conduct | None = None) -> None:
    """Raises `Unauthorized` unless the request carries the token, where there is one, or a participant's key.

    Where a study is conducted, it raises `Refused` for what is not for whoever has that secret.
    """
    if settings.token is None:
        return
    wanted = settings.token.encode()
    offered = list(_offered_tokens(scope))
    # All are compared, so that time tells nothing. `replace`: a header may hold what UTF-8 cannot.
    equal = [hmac.compare_digest(token.encode(errors="replace"), wanted) for token in offered]
    if study is None:
        if not any(equal):
            raise _unauthorized("this server's token", offered, "Whoever started the server has it.")
        return
    participants = [number for key in offered if (number := study.participant_of(key)) is not None]
    if any(equal):
        check_access(scope, participant=None)
    elif participants:
        check_access(scope, participants[0])
        study.see(participants[0])
    else:
        raise _unauthorized(
            "this server's token, or a participant's key", offered, "The experimenter has the addresses of both."
        )


def _unauthorized(expected: str, offered: Collection[str], hint: str) -> Unauthorized:
    return Unauthorized(
        f"Expected {expected}, got {'another' if offered else 'none'}.",
        hint="Send `Authorization: Bearer <token>`, or on a WebSocket offer the subprotocol "
        f"`{TOKEN_SUBPROTOCOL}<token>`. {hint}",
    )


def _offered_tokens(scope: Scope) -> Iterator[str]:
    for value in header_values(scope, "authorization"):
        scheme, _, token = value.strip().partition(" ")
        if scheme.lower() == "bearer":
            yield token.strip()
    for name in scope.get("subprotocols", ()):
        if name.startswith(TOKEN_SUBPROTOCOL):
            yield name.removeprefix(TOKEN_SUBPROTOCOL)


def answer_headers(scope: Scope, settings: ServerSettings) -> list[tuple[str, str]]:
    """Headers of every answer; a page of an allowed origin may also read it."""
    headers = [
        (HEADER, PROTOCOL_VERSION),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("Vary", "Accept, Origin"),
    ]
    origins = header_values(scope, "origin")
    if len(origins) == 1 and origins[0] in settings.allowed_origins:
        headers += [
            ("Access-Control-Allow-Origin", origins[0]),
            ("Access-Control-Expose-Headers", HEADER),
        ]
    return headers


def _is_preflight(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "OPTIONS"
        and bool(header_values(scope, "origin"))
        and bool(header_values(scope, "access-control-request-method"))
    )


async def _answer_preflight(send: Send) -> None:
    headers = [
        (b"access-control-allow-methods", ", ".join({each.method: None for each in ENDPOINTS}).encode()),
        (b"access-control-allow-headers", b"authorization, content-type, tetrascope-protocol"),
        (b"access-control-max-age", b"600"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
