"""The Unity package as Unity will import it, checked without it: metas, references, names, layers."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.unity.metas import PACKAGE, assets, guid_of, stale_metas
from tests.unity.sources import code, is_generated, scripts

COMPONENTS = re.compile(r"\bclass (\w+)(?:<\w+>)?\s*:\s*(?:MonoBehaviour|ScriptableObject)\b")
GUID = re.compile(r"\bguid: ([0-9a-f]{32})\b")
UNITYS_OWN = re.compile(r"0000000000000000[0ef]000000000000000")
SERIALISED = {".asset", ".mat", ".prefab", ".unity", ".uxml", ".uss", ".tss"}
"""Assets that refer to others."""


def read_json(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_asset_has_its_meta_and_every_meta_its_asset() -> None:
    assert [str(meta.relative_to(PACKAGE)) for meta in stale_metas()] == [], "run `python tests/unity/metas.py`"


def test_guids_are_unique() -> None:
    counted = Counter(map(guid_of, assets()))
    assert max(counted.values()) == 1


def test_references_resolve() -> None:
    known = set(map(guid_of, assets()))
    for path in (path for path in assets() if path.suffix in SERIALISED):
        wanted = set(GUID.findall(path.read_text(encoding="utf-8")))
        assert {guid for guid in wanted - known if not UNITYS_OWN.fullmatch(guid)} == set(), path


def test_a_component_lies_in_a_file_of_its_name() -> None:
    for path in scripts("Runtime") + scripts("Editor"):
        assert {name for name in COMPONENTS.findall(code(path)) if name != path.stem} == set(), path


def test_a_public_type_lies_in_a_file_of_its_name() -> None:
    declared = re.compile(r"^    public (?:[a-z]+ )*(?:class|struct|interface|enum) (\w+)", re.MULTILINE)
    for path in scripts("Runtime"):
        if not is_generated(path):
            assert set(declared.findall(code(path))) <= {path.stem}, path


@pytest.mark.parametrize(
    ("folder", "forbidden"), [("Runtime/Core", r"\bUnity(?:Engine|Editor)\b"), ("Runtime", r"\bUnityEditor\b")]
)
def test_layers_use_nothing_from_above(folder: str, forbidden: str) -> None:
    assert [path.name for path in scripts(folder) if re.search(forbidden, code(path))] == []


def test_properties_of_shaders_are_those_that_the_code_sets() -> None:
    """A misspelt one would be set without effect, and without an error."""
    declared = {name for path in PACKAGE.rglob("*.shader") for name in properties(path)}
    named = {name for path in scripts("Runtime") for name in re.findall(r'PropertyToID\("(\w+)"\)', code(path))}
    assert named == declared


def properties(shader: Path) -> list[str]:
    """Names of the properties that a shader declares."""
    block = re.search(r"\bProperties\s*\{(.*?)^    \}", shader.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return re.findall(r'(\w+) \("', block[1]) if block else []


def test_namespaces_are_folders() -> None:
    core = PACKAGE / "Runtime/Core"
    for path in (path for path in scripts("Runtime/Core") if path.name != "AssemblyInfo.cs"):
        expected = ".".join(["Tetrascope", *path.relative_to(core).parent.parts])
        assert re.findall(r"^namespace ([\w.]+)", code(path), re.MULTILINE) == [expected], path


def test_every_folder_of_core_is_on_the_map() -> None:
    rooms = {path.name for path in (PACKAGE / "Runtime/Core").iterdir() if path.is_dir()}
    page = (PACKAGE / "README.md").read_text(encoding="utf-8")
    assert rooms <= set(re.findall(r"^ {6}(\w+)/ ", page, re.MULTILINE))


def test_assemblies_are_named_as_their_files_and_refer_to_what_is_there() -> None:
    definitions = {path.stem: read_json(path) for path in PACKAGE.rglob("*.asmdef")}
    assert {"Tetrascope.Core", "Tetrascope.Client", "Tetrascope.Editor", "Tetrascope.Core.Tests"} <= set(definitions)
    for name, definition in definitions.items():
        assert definition["name"] == name
        references = definition["references"]
        assert isinstance(references, list)
        assert {each for each in references if each.startswith("Tetrascope.")} <= set(definitions)
    assert definitions["Tetrascope.Core"]["noEngineReferences"] is True
    assert definitions["Tetrascope.Core"]["references"] == []


def test_each_assembly_has_nullable_references_as_here() -> None:
    for path in PACKAGE.rglob("*.asmdef"):
        assert (path.parent / "csc.rsp").read_text(encoding="utf-8") == "-nullable:enable\n", path
