"""Core compiles as a library of .NET Standard 2.1 without an engine, and its own tests pass."""

import re

from tests.unity.toolchain import Dotnet


def test_the_tests_of_core_pass(dotnet: Dotnet) -> None:
    program = dotnet.build("CoreTests") / "Tetrascope.Core.Tests.dll"
    printed = dotnet.run(str(program))
    ended = re.search(r"^(\d+) tests passed\.$", printed, re.MULTILINE)
    assert ended, printed
    print(printed)
    assert int(ended[1]) > 0
