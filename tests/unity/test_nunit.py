"""The stand-in for NUnit notices what fails: else no test in C# would be one."""

import re

import pytest
from tests.unity.toolchain import PROJECTS, Dotnet, DotnetFailed

SOURCE = (PROJECTS / "NUnitTests/Program.cs").read_text(encoding="utf-8")


def test_what_should_fail_fails_and_what_should_pass_passes(dotnet: Dotnet) -> None:
    program = str(dotnet.build("NUnitTests") / "NUnitTests.dll")
    with pytest.raises(DotnetFailed) as caught:
        dotnet.run(program, "Fails")
    lines = str(caught.value).splitlines()
    failed = {match[1] for line in lines if (match := re.match(r"Fails(?:Before)?\.(\w+)", line))}
    within = SOURCE.partition("class Fails\n")[2].partition("class Passes\n")[0]
    assert failed == set(re.findall(r"(?:public|internal) (?:async Task|void) (\w+)\(", within)) - {"SetUp"}
    assert lines[-1] == f"0 tests passed, {len(failed) + 2} failed."
    assert "Fails.OtherNumber: expected 2, got 1." in str(caught.value)
    assert "Fails.Condition: said: expected true" in str(caught.value)
    assert dotnet.run(program, "Passes").splitlines()[-1] == "8 tests passed."


def test_a_name_that_no_test_has_is_a_failure(dotnet: Dotnet) -> None:
    program = str(dotnet.build("NUnitTests") / "NUnitTests.dll")
    with pytest.raises(DotnetFailed, match="0 tests passed"):
        dotnet.run(program, "NoTestHasThisName")
