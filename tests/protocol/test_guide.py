"""The guide says everything there is, and what it says is so."""

import ast
import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tetrascope
from tetrascope import errors as base_errors
from tetrascope.analysis.masks import Box, bits_mask
from tetrascope.analysis.placements.simplex import VERTICES
from tetrascope.analysis.windows import default_windows, position_count
from tetrascope.api import codec, stream, transport_errors
from tetrascope.api.security import TOKEN_SUBPROTOCOL
from tetrascope.api.server_settings import ServerSettings
from tetrascope.engine.settings import MEBIBYTE, EngineSettings
from tetrascope.errors import TetrascopeError
from tetrascope.networks.blocks.measures import fault
from tetrascope.networks.receptive_field import Region, receptive_fields
from tetrascope.protocol.blocks import MeasureBlocksRequest
from tetrascope.protocol.endpoints import ENDPOINTS, STREAM_PATH
from tetrascope.protocol.generator.files import ROOT
from tetrascope.protocol.masks import MAX_BITMAP_SIDE, Bitmap
from tetrascope.protocol.messages import PROTOCOL_MESSAGES
from tetrascope.protocol.operations import OPERATIONS, PART_KINDS
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import Window
from tetrascope.protocol.receptive_field import Stage
from tetrascope.protocol.scene import SCENES
from tetrascope.protocol.version import HEADER, PROTOCOL_VERSION, SUBPROTOCOL
from tetrascope.report.colormap import feature_map_table

FOLDER = ROOT / "protocol"
GUIDE = (FOLDER / "README.md").read_text(encoding="utf-8")
REFERENCE = (FOLDER / "messages.md").read_text(encoding="utf-8")
SOURCE = Path(tetrascope.__file__).parent


def blocks(mark: str) -> list[str]:
    """Fenced blocks whose opening line is exactly this mark."""
    return re.findall(rf"^```{mark}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def row(name: str) -> list[str]:
    """The cells of the table row that begins with the name as code."""
    found = re.search(rf"^\| `{re.escape(name)}` \|(.*)\|$", GUIDE, re.MULTILINE)
    assert found, f"the guide has no row for {name}"
    return [cell.strip() for cell in found[1].split(" | ")]


# ---- complete


def test_every_route_is_in_the_guide() -> None:
    for endpoint in ENDPOINTS:
        cells = row(f"{endpoint.method} {endpoint.path}")
        assert f"(messages.md#{endpoint.answer.__name__.lower()})" in cells[1]
        if endpoint.request:
            assert f"(messages.md#{endpoint.request.__name__.lower()})" in cells[0]
    row(f"WS {STREAM_PATH}")


def test_every_header_and_subprotocol_is_in_the_guide() -> None:
    for name in (HEADER, "Accept", "Content-Type", "Authorization", "Retry-After", "WWW-Authenticate", "Connection"):
        row(name)
    for name in ("Host", "Origin", SUBPROTOCOL, f"{TOKEN_SUBPROTOCOL}<token>", f"?protocol={PROTOCOL_VERSION[0]}"):
        assert name in GUIDE
    answer_headers = {"Retry-After", "WWW-Authenticate", "Connection"}
    assert answer_headers == set(
        re.findall(r'\("([A-Z][A-Za-z-]+)", ', (SOURCE / "api/answer_middleware.py").read_text(encoding="utf-8"))
    ) - {
        "Content-Type",
        "Content-Length",
    }


def test_every_setting_is_in_the_guide_with_its_default() -> None:
    for setting in fields(ServerSettings):
        cells = row(setting.name)
        words: dict[object, str] = {None: "none", (): "none", False: "false"}
        expected = words.get(setting.default, f"{setting.default:g}" if isinstance(setting.default, float) else None)
        assert (expected or str(setting.default)) in cells[0].replace("`", "").split(" "), setting.name
    bounds = {
        setting.name: setting.default for setting in fields(EngineSettings) if type(setting.default) in (int, float)
    }
    assert len(bounds) == len(fields(EngineSettings)) - len(
        {"default_network", "image_place", "network_sources", "own_images", "shown_values"}
    )
    for name, bound in bounds.items():
        assert row(name)[0].split(" ")[0] == str(bound).removesuffix(".0"), name
    assert f"by default {EngineSettings().cache_bytes() // MEBIBYTE} MiB" in GUIDE
    for bound in (codec.MAX_DEPTH, codec.MAX_ITEMS, codec.MAX_NODES):
        assert re.search(rf"\b{bound}\b", GUIDE)


@cache
def raised_codes() -> dict[str, int]:
    """Every error code of a server in the source, with its HTTP status; the Python API's own are not for the wire."""
    classes: dict[str, type[TetrascopeError]] = {}
    pending: list[type[TetrascopeError]] = list(TetrascopeError.__subclasses__())
    while pending:
        error = pending.pop()
        pending += error.__subclasses__()
        if error.__module__ in (base_errors.__name__, transport_errors.__name__):
            classes[error.__name__] = error
    codes = {error.default_code: error.status for error in classes.values()}
    for path in (path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "scope"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in classes:
                for keyword in call.keywords:
                    if keyword.arg == "code" and isinstance(keyword.value, ast.Constant):
                        codes[str(keyword.value.value)] = classes[call.func.id].status
    return codes


def test_every_error_code_is_in_the_guide_with_its_status() -> None:
    codes = raised_codes()
    assert {"invalid_input", "unknown_image", "busy", "malformed"} <= set(codes)
    for code, status in codes.items():
        cells = row(code)
        if cells[0] not in ("stream", "none"):
            assert cells[0] == str(status), code
        assert all(cells), code


def test_the_guide_lists_no_error_that_does_not_exist() -> None:
    table = GUIDE.partition("| Code | Status |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(raised_codes())


def test_every_message_is_in_the_guide_or_the_reference() -> None:
    for message in PROTOCOL_MESSAGES:
        assert f"## {message.__name__}\n" in REFERENCE


def test_the_stream_is_in_the_guide() -> None:
    for kind in PART_KINDS:
        assert f"`{kind}`" in GUIDE
    for operation in OPERATIONS:
        assert f"| `{operation}` |" in GUIDE
    for code in (stream.CLOSE_PROTOCOL_MISMATCH, stream.CLOSE_BUSY, stream.CLOSE_TOO_LARGE):
        assert f"| {code} |" in GUIDE
    for frame in (name for name in (message.__name__ for message in PROTOCOL_MESSAGES) if name.endswith("Frame")):
        assert f"(messages.md#{frame.lower()})" in GUIDE


def test_every_colour_and_length_is_in_the_guide() -> None:
    for name in type(SCENES.colours).model_fields:
        row(name)
    for name in (*type(SCENES.structure).model_fields, *type(SCENES.pool).model_fields):
        assert f"`{name}`" in GUIDE or f"{name} ·" in GUIDE or f"{name} +" in GUIDE, name


# ---- sound


@pytest.mark.parametrize("page", ["README.md", "messages.md"])
def test_links_resolve(page: str) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert len(links) > 20
    for link in links:
        name, _, anchor = link.partition("#")
        target = FOLDER / (name or page)
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_json_blocks_are_json() -> None:
    found = re.findall(r"^```json[a-z ]*\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(found) > 8
    for block in found:
        json.loads(block)


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_example_requests_are_requests(operation: str) -> None:
    section = re.search(rf"^### {operation.replace('_', ' ').capitalize()}$(.*?)^##", GUIDE, re.MULTILINE | re.DOTALL)
    assert section
    block = re.search(r"```json\n(.*?)```", section[1], re.DOTALL)
    assert block
    codec.validate(json.loads(block[1]), OPERATIONS[operation].request)


def test_the_example_of_a_list_of_blocks_can_be_trained() -> None:
    (described,) = blocks("json blocks")
    request = codec.validate(json.loads(described), MeasureBlocksRequest)
    assert fault(request.network, 10) is None


def test_the_worked_example_of_receptive_fields() -> None:
    (described,) = blocks("json stages")
    stages = [Stage.model_validate(stage) for stage in json.loads(described)]
    starts = [(3, Region(3, 0, 3, 0)), (4, Region(0, 0, 0, 0))]
    for (stage, start), answer in zip(starts, blocks("json regions"), strict=True):
        found = {str(index): list(region) for index, region in receptive_fields(stages, stage, start).items()}
        assert found == json.loads(answer)


def test_the_cross_is_a_bitmap() -> None:
    (block,) = blocks("json cross")
    (mask,) = codec.validate({"image_id": "a", "network_id": "b", "masks": [json.loads(block)]}, LayersRequest).masks
    assert isinstance(mask, Bitmap)
    binary = bits_mask(Box(mask.top, mask.left, mask.height, mask.width), mask.data, 224, 224)
    assert binary is not None
    assert binary.bits is not None
    assert binary.bits.astype(int).tolist() == [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    assert "01011101 and 00000000" in GUIDE
    assert mask.data == bytes([0b01011101, 0])


def test_the_sizes_of_bitmaps() -> None:
    assert f"at most {MAX_BITMAP_SIDE} rows" in GUIDE
    for side, kibibytes in ((224, 6), (600, 44)):
        assert round(side * side / 8 / 1024) == kibibytes
        assert f"{side} by {side} takes {kibibytes} KiB" in " ".join(GUIDE.split())


def test_the_version_is_that_of_the_guide() -> None:
    for words in (f"now {PROTOCOL_VERSION}, which", f"`{HEADER}: {PROTOCOL_VERSION}`", f"| {PROTOCOL_VERSION} |"):
        assert words in GUIDE
    assert set(re.findall(r'"protocol": "([\d.]+)"', GUIDE)) == {PROTOCOL_VERSION}


def test_the_numbers_of_scene_1() -> None:
    scene = json.loads((FOLDER / "scene.json").read_text(encoding="utf-8"))["structure"]
    pitch = scene["panel_side"] + scene["column_gap"]
    first = scene["input_side"] / 2 + scene["column_gap"] + scene["panel_side"] / 2
    rise = scene["panel_side"] + scene["panel_gap"]
    expected: dict[str, float] = {f"x of column {i}": first + i * pitch for i in (0, 1, 10)}
    expected |= {f"y of panel {j} of 3": scene["eye_height"] + (1 - j) * rise for j in range(3)}
    expected["x of the bars after 3 columns"] = scene["input_side"] / 2 + scene["column_gap"] + 3 * pitch
    expected |= {f"y of bar {k} of 10": scene["eye_height"] + (4.5 - k) * scene["class_row_height"] for k in (0, 9)}
    (block,) = blocks("json structure")
    assert json.loads(block) == pytest.approx(expected)


def test_the_vertices_of_scene_2() -> None:
    pool = json.loads((FOLDER / "scene.json").read_text(encoding="utf-8"))["pool"]
    assert pool["vertices"] == VERTICES[4].tolist()
    assert (pool["triangle"], pool["segment"]) == (VERTICES[3].tolist(), VERTICES[2].tolist())
    for index, (x, y, z) in enumerate(pool["vertices"]):
        place = re.search(rf"^\| {index} \|.*\| \((.*?)\) \|$", GUIDE, re.MULTILINE)
        assert place
        numbers = [float(number.replace("−", "-")) for number in place[1].split(", ")]
        scale = pool["circumradius"]
        assert numbers == pytest.approx([scale * x, pool["centre_height"] + scale * y, -scale * z], abs=6e-4)


def test_the_colours_of_the_map() -> None:
    (block,) = blocks("json colours")
    table = feature_map_table()
    assert json.loads(block) == {
        byte: "#{:02x}{:02x}{:02x}".format(*table[int(byte)]) for byte in ("0", "51", "100", "128", "255")
    }


def test_the_sizes_of_pools() -> None:
    assert position_count(Window(size=84, stride=42), 224, 224) == 25
    assert position_count(Window(size=56, stride=28), 224, 224) == 49
    assert sum(position_count(window, 224, 224) for window in default_windows(224, 224)) == 299
    for claim in ("84/42 gives 25 copies", "56/28 gives 49", "299 copies at 224"):
        assert claim in GUIDE


def test_csharp_classes_have_fields_of_the_protocol() -> None:
    known: dict[str, Any] = {message.__name__: message.model_fields for message in PROTOCOL_MESSAGES}
    code = "".join(blocks("csharp"))
    for name in ("Tensor", "Step", "Edge", "Stage"):
        body = re.search(rf"class {name}\b\s*\{{(.*?)\}}", code, re.DOTALL)
        assert body
        names = {word.strip() for part in re.findall(r"public [\w\[\]]+ ([^;]+);", body[1]) for word in part.split(",")}
        assert names == set(known[name]), name
