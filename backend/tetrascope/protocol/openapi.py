"""The OpenAPI document: made from the table of endpoints and the messages, with both forms everywhere."""

import re
from typing import Any

from tetrascope import __version__
from tetrascope.photos.formats import FROM_ANYONE
from tetrascope.protocol.endpoints import ENDPOINTS, STREAM_PATH, STUDY_ROOT, TRAINING_ROOT, Access, Endpoint
from tetrascope.protocol.error import ErrorEnvelope
from tetrascope.protocol.form import Form
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.schema import message_schemas
from tetrascope.protocol.version import DEFAULT_HOST, DEFAULT_PORT, HEADER, PROTOCOL_VERSION

IMAGE_TYPES = tuple(each.media_type for each in FROM_ANYONE)
_REF = "#/components/schemas/{model}"


def openapi_document() -> dict[str, Any]:
    """OpenAPI 3.1 of the HTTP routes. The stream is described by AsyncAPI."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tetrascope",
            "version": PROTOCOL_VERSION,
            "summary": "Look inside a convolutional network.",
            "description": (
                f"Protocol {PROTOCOL_VERSION}, written by Tetrascope {__version__}. Messages travel as MessagePack or, "
                "where the Accept header prefers it, as JSON with bytes as base64. "
                f"The stream at {STREAM_PATH} is a WebSocket and is described by the AsyncAPI document."
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(message_schemas(_REF).items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


_WITH_A_KEY: dict[Access, str] = {
    "both": "Where a user study is conducted, participants may ask it too, with their key in the token's place.",
    "participant": "Asked with a participant's key in the token's place.",
}


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "tags": [_tag(endpoint)],
        "summary": endpoint.summary,
        "parameters": _parameters(endpoint),
        "responses": {
            "200": {"description": _first_line(endpoint.answer), "content": _content(endpoint.answer)},
            "default": {"description": _first_line(ErrorEnvelope), "content": _content(ErrorEnvelope)},
        },
    }
    if endpoint.to != "token":
        operation["description"] = _WITH_A_KEY[endpoint.to]
    if endpoint.request is not None:
        operation["requestBody"] = {"required": True, "content": _content(endpoint.request)}
    if endpoint.takes_image:
        operation["requestBody"] = {
            "required": True,
            "description": "The image file itself.",
            "content": {kind: {} for kind in IMAGE_TYPES},
        }
    return operation


def _tag(endpoint: Endpoint) -> str:
    """The heading below which readers of the document find it."""
    if endpoint.name in OPERATIONS:
        return "analyses"
    if endpoint.path.startswith(STUDY_ROOT):
        return "user studies"
    if endpoint.path.startswith(TRAINING_ROOT):
        return "training"
    return "jobs" if endpoint.path.startswith("/v1/jobs") else "server"


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = [
        {
            "name": HEADER,
            "in": "header",
            "required": False,
            "description": "The client's protocol version; another major version is refused. Or the query `protocol`.",
            "schema": {"type": "string", "examples": [PROTOCOL_VERSION.partition(".")[0]]},
        }
    ]
    for name in re.findall(r"{(\w+)}", endpoint.path):
        parameters.append({"name": name, "in": "path", "required": True, "schema": {"type": "string"}})
    return parameters


def _content(message: type[Message]) -> dict[str, Any]:
    reference = {"schema": {"$ref": _REF.format(model=message.__name__)}}
    # JSON first: a tool offers the first form, and it is the one that a person can write.
    return {form.value: reference for form in (Form.JSON, Form.MSGPACK)}


def _first_line(message: type[Message]) -> str:
    return (message.__doc__ or message.__name__).strip().splitlines()[0]
