"""The project asks for the packages that it uses, and its assemblies refer to those that they use, and to no others."""

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from tests.unity.check_members import table
from tests.unity.metas import PACKAGE, ROOT
from tests.unity.names import table as names
from tests.unity.references import UNITY, asked_for
from tests.unity.sources import code

MODULE = "com.unity.modules."
FOR_AN_EDITOR = {"com.unity.ide.rider", "com.unity.ide.visualstudio"}
"""What opens scripts from Unity; no code refers to it."""
FOR_TESTS = {"com.unity.test-framework"}
ALWAYS_THERE = {"assetdatabase", "buildreportingeditor", "textrendering"}
"""Modules of Unity that are no packages."""
BROUGHT = {
    "imgui": "com.unity.modules.uielements",
    "physics": "com.unity.modules.uielements",
    "subsystems": "com.unity.modules.xr",
}
"""Modules by what brings them as its own dependency."""
CORE, URP = "Unity.RenderPipelines.Core.Runtime", "Unity.RenderPipelines.Universal.Runtime"
"""URP's asset has interfaces of the library below it, whose package URP brings."""


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def assemblies() -> dict[str, set[str]]:
    """Assemblies of packages by the namespaces of what the client uses of them."""
    folders = {
        name.name: (place.release, PurePosixPath(place.files[0]).parent)
        for name, place in names().items()
        if name.kind == "assembly"
    }
    found: dict[str, set[str]] = defaultdict(set)
    for member, (release, file) in table().items():
        for name, (package, folder) in folders.items():
            if release == package and PurePosixPath(file).is_relative_to(folder):
                found[member.namespace].add(name)
    return found


def referred(definition: Path) -> set[str]:
    """Assemblies of packages that one of the client refers to."""
    return {name for name in read(definition)["references"] if name.startswith("Unity")}


@pytest.mark.parametrize("name", ["Core/Tetrascope.Core", "Tetrascope.Client", "Xr/Tetrascope.Xr", "Tetrascope.Editor"])
def test_an_assembly_refers_to_those_that_it_uses(name: str) -> None:
    definition = PACKAGE / ("Editor" if name.endswith("Editor") else "Runtime") / f"{name}.asmdef"
    below = [path.parent for path in definition.parent.rglob("*.asmdef") if path != definition]
    own = [path for path in definition.parent.rglob("*.cs") if not any(path.is_relative_to(other) for other in below)]
    spaces = {space for path in own for space in re.findall(r"^using ([\w.]+);", code(path), re.MULTILINE)}
    used = {assembly for space in spaces for assembly in assemblies().get(space, ())}
    assert referred(definition) == used | ({CORE} if URP in used else set())


def test_the_project_asks_for_the_packages_of_these_assemblies() -> None:
    named = {name.name: place.release.split(" ")[0] for name, place in names().items() if name.kind == "assembly"}
    packages = {named[name] for path in PACKAGE.rglob("*.asmdef") for name in referred(path) - {CORE}}
    assert {name for name in asked_for() if not name.startswith(MODULE)} == packages | FOR_AN_EDITOR


def test_the_project_asks_for_the_modules_of_unity_that_it_uses() -> None:
    files = [file for release, file in table().values() if release == UNITY]
    used = {match[1].lower() for file in files if (match := re.match(r"Modules/(\w+)/", file))} - ALWAYS_THERE
    brought = used & set(BROUGHT)
    assert {MODULE + name for name in used - brought} == {name for name in asked_for() if name.startswith(MODULE)}
    assert {BROUGHT[name] for name in brought} <= set(asked_for())


def test_the_package_asks_for_the_same_as_the_project() -> None:
    """Whoever takes the package alone gets what it needs; tests and editors are the project's."""
    mine = {name: version for name, version in asked_for().items() if name not in FOR_AN_EDITOR | FOR_TESTS}
    assert read(PACKAGE / "package.json")["dependencies"] == mine
    assert read(PACKAGE / "package.json")["unity"] == UNITY.rpartition(".")[0]
    version = (ROOT / "unity_client/ProjectSettings/ProjectVersion.txt").read_text(encoding="utf-8")
    assert version.startswith(f"m_EditorVersion: {UNITY}\n")
