"""A process that is ended past every handler has somebody who says so, and one that ends as it should has not."""

import subprocess
import sys

import pytest

GATEWAY = """
import os
from tetrascope.engine.cluster.last_words import LastWords
words = LastWords("It has ended.")
if {tidily}:
    words.close()
os._exit(7)
"""


@pytest.mark.parametrize(("tidily", "said"), [(False, "It has ended.\n"), (True, "")])
def test_they_are_said_where_nobody_else_can(tidily: bool, said: str) -> None:
    command = [sys.executable, "-c", GATEWAY.format(tidily=tidily)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # ends when the one who speaks has too
    assert (done.returncode, done.stderr, done.stdout) == (7, said, "")
