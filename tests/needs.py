"""What a test needs besides the package: marked here and nowhere else, by what its file imports, by fixture and place.

`network`  Keras and TensorFlow, which take seconds to load, and mostly a network
`process`  a server, the command or readers of pictures in processes of their own
`browser`  a Chromium, and the built page
`unity`    a C# compiler, which compiles the Unity client and runs its tests

`pytest --fast` takes the tests that need none of these, and lets nothing import Keras. `pytest -m "not browser"` and
the like choose as ever.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"keras", "tensorflow", "jax"}
MARKERS = ("network", "process", "browser", "unity")
FIXTURES = {
    "contract": "network",
    "begin": "network",
    "dotnet": "unity",
    "lite0": "network",
    "running": "network",
    "process": "process",
    "server": "process",
}
"""What whoever takes a fixture needs, be it through another one."""
PLACES = {
    "tests/api/test_shutdown.py": {"process"},
    "tests/api/training": {"network"},
    "tests/api/training/test_server.py": {"network", "process"},
    "tests/browser": {"browser", "network", "process"},
    "tests/cli/study/test_run.py": {"network", "process"},
    "tests/cli/study/test_simulate.py": {"network"},
    "tests/cli/test_analyze.py": {"network", "process"},
    "tests/cli/test_analyze_folder.py": {"network"},
    "tests/cli/test_compare.py": {"network"},
    "tests/cli/test_doctor.py": {"network"},
    "tests/cli/test_networks.py": {"network"},
    "tests/cli/test_ray_application.py": {"network", "process"},
    "tests/cli/test_serve.py": {"network", "process"},
    "tests/cli/test_train.py": {"network", "process"},
    "tests/cli/test_blocks.py": {"network"},
    "tests/engine/cluster/test_cluster_engine.py": {"process"},
    "tests/engine/cluster/test_ray_scaling.py": {"network", "process"},
    "tests/engine/test_readers.py": {"process"},
    "tests/networks/test_device.py": {"network", "process"},
    "tests/scope": {"network", "process"},
    "tests/study/records/test_kills.py": {"process"},
    "tests/test_examples.py": {"network", "process"},
    "tests/test_file_lock.py": {"process"},
    "tests/unity/test_budgets.py": {"network", "process"},
    "tests/unity/test_faults.py": {"network", "process"},
    "tests/unity/test_panels.py": {"browser", "network", "process"},
    "tests/unity/test_pictures.py": {"browser", "network", "process"},
    "tests/unity/test_scenes.py": {"network", "process"},
    "tests/unity/test_tutorial.py": {"network", "process"},
    "tests/test_site.py": {"process"},
}
"""What a folder or a file needs, and neither its imports nor its fixtures tell."""


def needs_of(item: pytest.Item) -> set[str]:
    """The markers of a test."""
    own = {FIXTURES[name] for name in getattr(item, "fixturenames", ()) if name in FIXTURES}
    return own | needs_of_file(item.path)


@cache
def needs_of_file(path: Path) -> set[str]:
    """The markers of all tests of a file, or of a folder."""
    name = path.relative_to(ROOT).as_posix()
    found = {need for place in PLACES for need in PLACES[place] if name == place or name.startswith(f"{place}/")}
    return found | ({"network"} if path.suffix == ".py" and _loads_keras(path) else set())


def _loads_keras(path: Path) -> bool:
    """Whether to import a file is to import Keras, be it through others of ours."""
    seen: set[Path] = set()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        names = _imported(file)
        if any(name.split(".")[0] in HEAVY for name in names):
            return True
        waiting += [found for name in names for found in _files_of(name)]
    return False


@cache
def _imported(path: Path) -> frozenset[str]:
    """What a file imports as soon as it is imported itself; `from a import b` may mean `a.b`."""
    names: set[str] = set()
    for node in _at_once(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def _at_once(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements outside of functions, and not for the type checker alone."""
    for node in body:
        yield node
        if isinstance(node, ast.ClassDef | ast.With | ast.Try) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.unparse(node.test)
        ):
            yield from _at_once(node.body)


def _files_of(module: str) -> Iterator[Path]:
    """The files that are run to import a module of ours; none for others."""
    first, *rest = module.split(".")
    place = {"tetrascope": ROOT / "backend/tetrascope", "tests": ROOT / "tests", "protocol": ROOT / "protocol"}.get(
        first
    )
    for name in (*rest, ""):
        if place is None:
            return
        yield from (file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file())
        place = place / name


class BeforeKeras:
    """Waits among the finders of modules for the first import of Keras."""

    def __init__(self, forbidden: bool) -> None:
        self.forbidden = forbidden
        self._seen = False

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002
        """Finds nothing itself; raises where a test of `--fast` asks for Keras after all."""
        if name not in HEAVY or self._seen:
            return None
        if self.forbidden:
            raise AssertionError(f"Expected a test that loads no {name}: tests/needs.py says which do.")
        self._seen = True
        from tetrascope.networks.device import configure_device

        configure_device()
        return None
