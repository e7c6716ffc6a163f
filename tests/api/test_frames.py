import typing

import pytest
from pydantic import ValidationError
from tests.api.scripted_engine import clustered_layer

from tetrascope.api import frames, messages
from tetrascope.api.endpoints import ANSWERS, ENDPOINTS, REQUESTS
from tetrascope.api.frames import KIND_OF, PART_KINDS, PROTOCOL_MESSAGES, Operation, PartFrame, PartKind, RequestFrame
from tetrascope.engine import requests, results
from tetrascope.engine.engine import EngineHealth
from tetrascope.message import Message


def test_every_part_of_an_engine_has_a_kind_and_every_kind_a_part() -> None:
    assert set(PART_KINDS.values()) == set(typing.get_args(results.Part))
    assert set(PART_KINDS) == set(typing.get_args(PartKind))
    assert {KIND_OF[message]: message for message in KIND_OF} == PART_KINDS


def test_every_operation_has_a_request_an_answer_and_a_route() -> None:
    operations = set(typing.get_args(Operation))
    assert set(REQUESTS) == set(ANSWERS) == operations
    assert set(REQUESTS.values()) == set(typing.get_args(requests.AnalysisRequest))
    assert operations <= {endpoint.name for endpoint in ENDPOINTS if endpoint.method == "POST"}


def test_the_list_of_messages_is_complete_and_names_are_unique() -> None:
    modules = (frames, messages, requests, results)
    defined = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Message)
    }
    # RequestHead is how the server reads a RequestFrame, EngineHealth is in Health, and PhotoRequest is what requests
    # about a photo have in common: no messages of their own.
    assert defined - {Message, frames.RequestHead, EngineHealth, requests.PhotoRequest} == set(PROTOCOL_MESSAGES)
    names = [message.__name__ for message in PROTOCOL_MESSAGES]
    assert len(names) == len(set(names))


def test_every_field_of_every_message_is_documented() -> None:
    for message in PROTOCOL_MESSAGES:
        assert message.__doc__, message
        for name, field in message.model_fields.items():
            assert field.description, f"{message.__name__}.{name}"


def test_a_request_frame_is_defined_with_its_body() -> None:
    body = requests.LayersRequest(image_id="a", network_id="b")
    frame = RequestFrame(type="request", id="1", operation="layers", body=body)
    assert (frame.body, frame.slot) == (body, None)


def test_a_part_frame_holds_its_part_as_it_is() -> None:
    layer = clustered_layer(0)
    assert PartFrame(id="1", sequence=0, kind="layer", content=layer).content is layer
    with pytest.raises(ValidationError):
        PartFrame(id="", sequence=0, kind="layer", content=layer)
