"""What a test of the Unity client is given: a C# compiler, and programs that it built."""

import os

import pytest
from tests.unity.toolchain import Dotnet, NoDotnet, find_dotnet


@pytest.fixture(scope="session")
def dotnet() -> Dotnet:
    """A C# compiler. Where there is none the test is skipped, except in CI."""
    try:
        return find_dotnet()
    except NoDotnet as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
