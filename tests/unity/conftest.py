"""What a test of the Unity client is given: a C# compiler, and programs that it built."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.browser.chromium import find_chromium, running_chromium
from tests.browser.server_process import ServerProcess
from tests.unity.player import Player, complete
from tests.unity.study_server import StudyServer
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


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of a browser. Where there is none the test is skipped, except in CI."""
    path = find_chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Expected a browser, found none; CI must not skip these tests: install Chromium.")
        pytest.skip("Expected a browser, found none.")
    with running_chromium(path, quick_drawing=True) as browser:
        yield browser.new_page()


@pytest.fixture(scope="session")
def served() -> Iterator[ServerProcess]:
    """A server for all tests that leave it as it is."""
    process = ServerProcess()
    yield process
    process.close()


@pytest.fixture(scope="session")
def mortal() -> Iterator[ServerProcess]:
    """Another one, which tests may kill, and start again before they end."""
    process = ServerProcess()
    yield process
    process.close()


@pytest.fixture(scope="module")
def player(dotnet: Dotnet, served: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """Scene 1 of the cat, with all its columns."""
    with Player(dotnet, tmp_path_factory.mktemp("player")) as player:
        player.play(served.address)
        player.choose("cat")
        player.click("start-structure")
        player.until(complete)
        player.rest()
        yield player


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyServer]:
    """A server that conducts a study, whose sessions wait until a test begins them."""
    server = StudyServer(tmp_path_factory.mktemp("study"))
    yield server
    server.kill()
