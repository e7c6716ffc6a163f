"""The C# types say what the messages say, and those of an operation that is added compile at once."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.unity.metas import PACKAGE
from tests.unity.toolchain import PROJECTS, ROOT, Dotnet

from tetrascope.protocol.generator.csharp.messages import csharp_messages
from tetrascope.protocol.generator.csharp.names import csharp_names, csharp_operations
from tetrascope.protocol.messages import PROTOCOL_MESSAGES
from tetrascope.protocol.methods import CRITERIA, FILLS
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.version import PROTOCOL_VERSION

MESSAGES = csharp_messages()


def class_of(name: str) -> str:
    found = re.search(
        rf"^    public sealed (?:partial )?class {name} : .*?^    }}$", MESSAGES, re.MULTILINE | re.DOTALL
    )
    assert found, name
    return found[0]


def properties(name: str) -> dict[str, str]:
    """Type by name."""
    found = re.findall(r"^        public (?:override )?(\S+) (\w+) (?:\{ get; \}|=>)", class_of(name), re.MULTILINE)
    return {name: kind for kind, name in found}


def test_every_message_has_all_its_fields() -> None:
    for message in PROTOCOL_MESSAGES:
        table = re.search(r"new MessageFields\((.*?)\);", class_of(message.__name__), re.DOTALL)
        assert table
        names = [name.rstrip("?") for name in re.findall(r'"([^"]+)"', table[1])]
        assert names == [message.__name__, *message.model_fields]


def test_what_may_be_left_out_is_marked() -> None:
    for message in PROTOCOL_MESSAGES:
        optional = set(re.findall(r'"(\w+)\?"', class_of(message.__name__)))
        assert optional == {name for name, field in message.model_fields.items() if not field.is_required()}


def test_types() -> None:
    request = properties("LayersRequest")
    assert (request["Masks"], request["Layers"]) == ("IReadOnlyList<Mask>", "IReadOnlyList<string>?")
    assert (request["Clusters"], request["Fit"], request["CropAt"]) == ("int", "string?", "double")
    assert properties("PoolImage")["Mask"] == "Rectangle"
    assert properties("PoolImage")["Represents"] == "int?"
    assert properties("Tensor")["Data"] == "ReadOnlyMemory<byte>"
    assert properties("Health")["CacheBytes"] == "long"
    assert properties("Layers")["Items"] == "IReadOnlyList<ClusteredLayer>"
    assert properties("PartFrame")["Content"] == "Part"
    assert "public const int MaxClusters = 64;" in class_of("LayersRequest")
    assert 'public const string DefaultFill = "black";' in class_of("LayersRequest")


def test_names_and_operations() -> None:
    names, operations = csharp_names(), csharp_operations()
    for value in (*FILLS.names, *CRITERIA.names, *OPERATIONS, "u2", "one_class", "independent"):
        assert f' = "{value}";' in names
    for operation in OPERATIONS.values():
        assert f"Operation<{operation.request.__name__}, {operation.answer.__name__}> " in operations
    assert f'public const string Version = "{PROTOCOL_VERSION}";' in operations


def test_lines_are_no_longer_than_elsewhere() -> None:
    for text in (MESSAGES, csharp_names(), csharp_operations()):
        assert [line for line in text.splitlines() if len(line) > 120] == []


def test_an_operation_that_is_added_is_there_in_csharp(dotnet: Dotnet, tmp_path: Path) -> None:
    """That of CONTRIBUTING's worked example."""
    backend, package = tmp_path / "backend", tmp_path / "package"
    shutil.copytree(ROOT / "backend/tetrascope", backend / "tetrascope", ignore=shutil.ignore_patterns("viewer"))
    shutil.copytree(PACKAGE / "Runtime/Core", package / "Runtime/Core")
    name = "backend/tetrascope/protocol/operations/brightness.py"
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = re.search(rf"`{name}`:\n\n```python\n(.*?)```", page, re.DOTALL)
    assert example
    (tmp_path / name).write_text(example[1], encoding="utf-8")
    script = (
        "from pathlib import Path; import sys;"
        "from tetrascope.protocol.generator.files import write_files; write_files(Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(backend)}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "made")], env=environment, check=True)
    made = tmp_path / "made" / PACKAGE.relative_to(ROOT) / "Runtime/Core"
    shutil.copytree(made, package / "Runtime/Core", dirs_exist_ok=True)
    folders = [f"-p:Package={package}/", f"-p:UnityBuild={tmp_path}/build/"]
    dotnet.run("build", str(PROJECTS / "Core"), "-nologo", "-verbosity:quiet", "-nodeReuse:false", *folders)
    library = (tmp_path / "build/bin/Tetrascope.Core/Tetrascope.Core.dll").read_bytes()
    assert b"BrightnessRequest" in library


def test_the_examples_of_the_package_compile(dotnet: Dotnet, tmp_path: Path) -> None:
    """Those of its README, with functions that send and receive, a ray, and masks that were drawn."""
    page = (PACKAGE / "README.md").read_text(encoding="utf-8")
    messages, scenes, sessions = re.findall(r"```csharp\n(.*?)```", page, re.DOTALL)
    program = EXAMPLES.replace("MESSAGES", messages).replace("SCENES", scenes).replace("SESSIONS", sessions)
    (tmp_path / "Example.cs").write_text(program, encoding="utf-8")
    library = dotnet.build("Core") / "Tetrascope.Core.dll"
    (tmp_path / "Example.csproj").write_text(PROJECT.replace("LIBRARY", str(library)), encoding="utf-8")
    dotnet.run("build", str(tmp_path), "-nologo", "-verbosity:quiet", "-nodeReuse:false")


EXAMPLES = """
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Tetrascope.Choice;
using Tetrascope.Connection;
using Tetrascope.Geometry;
using Tetrascope.Layout;
using Tetrascope.Masks;
using Tetrascope.Picking;
using Tetrascope.Protocol;
using Tetrascope.Settings;
using Tetrascope.Structure;
using Tetrascope.Viewing;

public static class Example
{
    public static async Task Messages(
        string imageId, string networkId, Func<string, byte[], Task<byte[]>> post, Func<byte[], Task> send,
        Func<Task<byte[]>> receive, Action<string> log)
    {
        MESSAGES
    }

    public static FieldMarks Scenes(
        NetworkDescription network, IReadOnlyList<Layer> layers, ClusteredLayer clusteredLayer, Size inputSize, Ray ray)
    {
        SCENES
        return marks;
    }

    public static void Sessions(
        string? token, Action<string> log, IReadOnlyList<PlacedMask> drawn,
        IReadOnlyList<PlacedMask> lifted)
    {
        SESSIONS
    }
}
"""
PROJECT = """
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.1</TargetFramework>
    <LangVersion>8.0</LangVersion>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <UseSharedCompilation>false</UseSharedCompilation>
  </PropertyGroup>
  <ItemGroup>
    <Reference Include="LIBRARY" />
  </ItemGroup>
</Project>
"""
