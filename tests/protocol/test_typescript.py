"""The TypeScript types of the browser client say what the messages say."""

import json
import re
from collections.abc import Mapping

from tetrascope.protocol.generator.typescript import request_defaults_module, typescript_module
from tetrascope.protocol.message import Message
from tetrascope.protocol.messages import PROTOCOL_MESSAGES
from tetrascope.protocol.methods import FILLS
from tetrascope.protocol.operations import OPERATIONS, PART_KINDS
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.study.event_kinds import EVENTS
from tetrascope.protocol.version import PROTOCOL_VERSION

MODULE = typescript_module()


def fields(name: str) -> dict[str, str]:
    """Type by field, with `?` after the name of an optional one."""
    found = re.search(rf"^export interface {name} {{$(.*?)^}}$", MODULE, re.MULTILINE | re.DOTALL)
    assert found, name
    return dict(re.findall(r"^  (\w+\??): (.+);$", found[1], re.MULTILINE))


def test_every_message_is_an_interface_with_all_its_fields() -> None:
    for message in PROTOCOL_MESSAGES:
        assert [name.rstrip("?") for name in fields(message.__name__)] == list(message.model_fields), message


def test_only_requests_may_leave_out_what_has_a_default() -> None:
    optional = {m.__name__ for m in PROTOCOL_MESSAGES if any(name.endswith("?") for name in fields(m.__name__))}
    assert optional == {
        "AblationsRequest",
        "LayersRequest",
        "ActivationsRequest",
        "PoolRequest",
        "ComponentsRequest",
        "ImportanceCurvesRequest",
        "InputsRequest",
        "SuperpixelsRequest",
        "ComputationsRequest",
        "ClassEvidenceRequest",
        "SimilarClassesRequest",
        "RequestFrame",
        "WatchFrame",
        "FollowFrame",
        "TrainingRequest",
        "TrainingControlRequest",
        "MeasureBlocksRequest",
    }
    for message in PROTOCOL_MESSAGES:
        if message.__name__ in optional:
            expected = [name if field.is_required() else f"{name}?" for name, field in message.model_fields.items()]
            assert list(fields(message.__name__)) == expected


def test_masks_name_their_kind_in_both_directions() -> None:
    assert fields("Rectangle")["kind"] == '"rectangle"'
    assert fields("Bitmap")["kind"] == '"bitmap"'
    assert "export type Mask = Rectangle | Bitmap;" in MODULE


def test_types() -> None:
    assert fields("LayersRequest")["masks?"] == fields("Predictions")["masks"] == "(Rectangle | Bitmap)[]"
    assert fields("LayersRequest")["layers?"] == "string[] | null"
    assert fields("LayersRequest")["fill?"] == " | ".join(f'"{name}"' for name in FILLS.names)
    assert fields("Bitmap")["data"] == "Uint8Array"
    assert fields("PoolImage")["mask"] == "Rectangle"
    assert fields("Pool")["images"] == "PoolImage[]"
    assert fields("PoolImage")["kept"] == "boolean"
    assert fields("ErrorBody")["hint"] == "string | null"
    assert fields("Tensor")["dtype"] == '"u1" | "u2"'


def test_tables_say_which_message_belongs_where() -> None:
    tables: dict[str, Mapping[str, type[Message]]] = {
        "OperationRequests": {name: operation.request for name, operation in OPERATIONS.items()},
        "OperationAnswers": {name: operation.answer for name, operation in OPERATIONS.items()},
        "PartContents": PART_KINDS,
    }
    for name, messages in tables.items():
        assert fields(name) == {key: message.__name__ for key, message in messages.items()}
    assert f'export const PROTOCOL_VERSION = "{PROTOCOL_VERSION}";' in MODULE


def test_every_event_has_the_fields_of_its_content() -> None:
    table = re.search(r"^export interface EventContents {$(.*?)^}$", MODULE, re.MULTILINE | re.DOTALL)
    assert table
    kinds = re.findall(r"^  (\w+): (?:{$(.*?)^  }|Record<string, never>);$", table[1], re.MULTILINE | re.DOTALL)
    written = {kind: dict(re.findall(r"^    (\w+\??): (.+);$", content, re.MULTILINE)) for kind, content in kinds}
    assert {kind: list(content) for kind, content in written.items()} == {
        kind: [field.name if field.required else f"{field.name}?" for field in described.content]
        for kind, described in EVENTS.items()
    }
    assert written["mask_drawn"] == {"index": "number", "mask": "JsonMask"}
    assert written["camera_moved"] == {"position": "number[]", "target": "number[]"}
    assert written["recalculation_answered"]["label?"] == "string"
    assert written["comparison_opened"] == {"left": "JsonMask[]", "right": "JsonMask[]"}
    assert written["question_answered"] == {"item": "string", "value": "unknown"}


def test_what_a_request_may_leave_out_is_what_it_means_then() -> None:
    rows = dict(re.findall(r"^  (\w+): (\{.*\}),$", request_defaults_module(), re.MULTILINE))
    assert list(rows) == list(OPERATIONS)
    for operation in OPERATIONS.values():
        whole = json.loads(rows[operation.name])
        assert set(whole) == {name for name, field in operation.request.model_fields.items() if not field.is_required()}
    assert json.loads(rows["layers"])["clusters"] == LayersRequest.model_fields["clusters"].default == 3
