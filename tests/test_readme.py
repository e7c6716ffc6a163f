"""The README's commands and samples exist."""

import re
import shlex
from pathlib import Path

import pytest

from tetrascope.cli.command_line import build_parser
from tetrascope.photos.samples import SAMPLES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ {4}tetrascope (.+)$", README, re.MULTILINE)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.split()[0].islower()])
def test_commands_are_taken_by_the_parser(command: str) -> None:
    words = shlex.split(command, comments=True)
    if ">" in words:  # what the shell takes
        words = words[: words.index(">")]
    arguments = build_parser().parse_args(words)
    assert arguments.run


def test_there_are_commands_to_test() -> None:
    assert len(COMMANDS) >= 8


def test_samples_are_named() -> None:
    assert all(f"`{sample.name}`" in README for sample in SAMPLES)
