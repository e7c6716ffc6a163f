"""The house rule: imports run one way.

cli → bench, scope → report, api → training, stories → study, engine → occlusion → analysis → networks → protocol →
photos → data_folder, file_lock, errors.
"""

import ast
from pathlib import Path

import pytest

import tetrascope

PACKAGE = Path(tetrascope.__file__).parent
ORDER = [
    "errors",
    "data_folder",
    "file_lock",
    "photos",
    "protocol",
    "networks",
    "analysis",
    "occlusion",
    "engine",
    "study",
    "stories",
    "training",
    "api",
    "report",
    "scope",
    "bench",
    "cli",
]
"""Each room may import those before it, but for what `NOT` forbids."""
NOT = {
    "study": {"analysis", "occlusion", "engine"},
    "stories": {"analysis", "occlusion", "engine"},
    "training": {"analysis", "occlusion", "study", "stories"},
    "report": {"api"},
    "scope": {"api"},
    "bench": {"report", "scope"},
}
GENERATOR = PACKAGE / "protocol/generator"
"""Writes files of a checkout from what the package defines, and is no part of what is installed."""
MAY_IMPORT = {room: {*ORDER[: place + 1]} - NOT.get(room, set()) for place, room in enumerate(ORDER)}


def imported(path: Path) -> set[str]:
    """Absolute names of the modules that a file imports, wherever in the file."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_imports_run_one_way(room: str) -> None:
    files = [*PACKAGE.glob(f"{room}.py"), *PACKAGE.glob(f"{room}/**/*.py")]
    assert files
    for path in files:
        if path.is_relative_to(GENERATOR):
            continue
        rooms = {name.split(".")[1] for name in imported(path) if name.startswith("tetrascope.")}
        assert rooms <= MAY_IMPORT[room], path


def test_the_generator_stands_on_what_is_generated() -> None:
    for path in GENERATOR.rglob("*.py"):
        rooms = {name.split(".")[1] for name in imported(path) if name.startswith("tetrascope.")}
        assert rooms <= MAY_IMPORT["protocol"] | {"study"}, path


def test_every_room_has_a_rule() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms - {"__init__", "__main__"} == set(MAY_IMPORT)


def test_tensorflow_is_imported_in_one_file_only() -> None:
    users = [
        path.name for path in PACKAGE.rglob("*.py") if any(n.split(".")[0] == "tensorflow" for n in imported(path))
    ]
    assert users == ["device.py"]


def test_ray_is_imported_for_the_cluster_alone() -> None:
    """It is an extra: nothing else may need it, nor what needs it."""
    cluster = PACKAGE / "engine/cluster"
    for path in PACKAGE.rglob("*.py"):
        names = imported(path)
        if not path.is_relative_to(cluster):
            assert not any(name.split(".")[0] == "ray" for name in names), path
            of_cluster = {name for name in names if name.startswith("tetrascope.engine.cluster")}
            plain = {f"tetrascope.engine.cluster.{name}" for name in ("cluster_settings", "cluster_state")}
            assert of_cluster <= plain or path.name == "build.py", path
    at_once = {
        name.split(".")[0]
        for path in cluster.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert "ray" not in at_once


def test_json_of_messages_has_one_encoder() -> None:
    """Pydantic's own would write bytes as text, or in another alphabet of base64."""
    users = [path.name for path in PACKAGE.rglob("*.py") if "model_dump_json" in path.read_text(encoding="utf-8")]
    assert users == []


def test_the_half_that_talks_to_a_server_stands_on_the_protocol_alone() -> None:
    half = ("backend", "remote_backend", "remote_error", "remote_stream")
    for name in half:
        names = imported(PACKAGE / "scope" / f"{name}.py")
        rooms = {each.split(".")[1] for each in names if each.startswith("tetrascope.")}
        assert rooms <= {"errors", "photos", "protocol", "scope"}, name
        of_scope = {each for each in names if each.startswith("tetrascope.scope")}
        assert of_scope <= {f"tetrascope.scope.{each}" for each in half}, name


def test_imports_within_the_studies_run_one_way() -> None:
    order = ["definition", "questionnaires", "session", "file", "records", "results", "simulation"]
    order += ["statistics", "findings", "conduct"]
    beside = {"records": {"file"}, "results": {"file"}, "simulation": {"file", "results"}}
    beside |= {"statistics": {*order} - {"statistics"}, "findings": {"file", "results", "simulation"}}
    beside |= {"conduct": {"results", "simulation", "statistics", "findings"}}
    for place, part in enumerate(order):
        for path in (PACKAGE / "study" / part).rglob("*.py"):
            parts = {name.split(".")[2] for name in imported(path) if name.startswith("tetrascope.study.")}
            assert parts <= {*order[: place + 1]} - beside.get(part, set()), path
