"""What travels is declared once, and light to import."""

import subprocess
import sys

import pytest
from pydantic import ValidationError
from tests.api.scripted_engine import clustered_layer

from tetrascope.engine.operations import RUNS
from tetrascope.protocol.endpoints import ENDPOINTS
from tetrascope.protocol.frames import PartFrame, RequestFrame
from tetrascope.protocol.messages import PROTOCOL_MESSAGES
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import KIND_OF, OPERATION_OF, OPERATIONS, PART_KINDS
from tetrascope.protocol.operations.layers import LayersRequest


def test_every_operation_has_a_request_of_its_own_a_route_and_a_run() -> None:
    assert len(OPERATION_OF) == len(OPERATIONS) == len(RUNS)
    for name, operation in OPERATIONS.items():
        assert operation.name == name
        [route] = [each for each in ENDPOINTS if each.path == f"/v1/{name}"]
        assert (route.method, route.request, route.answer) == ("POST", operation.request, operation.answer)


def test_every_part_has_one_kind() -> None:
    assert sum(len(operation.parts) for operation in OPERATIONS.values()) == len(PART_KINDS) == len(KIND_OF)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda each: each.name)
def test_the_parts_of_an_example_fold_into_an_answer(operation: Operation) -> None:
    examples = operation.examples.values()
    parts = [next(each for each in examples if isinstance(each, message)) for message in operation.parts.values()]
    assert operation.fold(parts) in [each for each in examples if isinstance(each, operation.answer)]
    assert not isinstance(operation.fold(parts[:-1]), operation.answer) or operation.name in ("ablations", "layers")
    assert operation.fold([]) is None


def test_names_are_unique_and_every_field_is_documented() -> None:
    names = [message.__name__ for message in PROTOCOL_MESSAGES]
    assert len(names) == len(set(names))
    for message in PROTOCOL_MESSAGES:
        assert message.__doc__, message
        for name, field in message.model_fields.items():
            assert field.description, f"{message.__name__}.{name}"


def test_messages_are_imported_without_what_computes_them() -> None:
    code = """
import sys
import tetrascope.protocol.messages, tetrascope.protocol.openapi, tetrascope.protocol.generator.files
heavy = {"tensorflow", "keras", "numpy", "scipy", "sklearn", "PIL", "fastapi", "starlette", "uvicorn"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert asked.stdout.strip() == "[]"


def test_a_request_frame_is_defined_with_its_body() -> None:
    body = LayersRequest(image_id="a", network_id="b")
    frame = RequestFrame(type="request", id="1", operation="layers", body=body)
    assert (frame.body, frame.slot) == (body, None)
    with pytest.raises(ValidationError):
        RequestFrame(type="request", id="1", operation="unknown", body=body)


def test_a_part_frame_holds_its_part_as_it_is() -> None:
    layer = clustered_layer(0)
    assert PartFrame(id="1", sequence=0, kind="layer", content=layer).content is layer
    with pytest.raises(ValidationError):
        PartFrame(id="", sequence=0, kind="layer", content=layer)
