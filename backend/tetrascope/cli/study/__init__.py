"""`tetrascope study`: a file for each of its actions."""

import argparse

from tetrascope.cli.study import check, new
from tetrascope.cli.subcommands import Subcommands


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command and its own to the parser."""
    parser = commands.add_parser(
        "study",
        help="define a user study, and check it",
        description="Define a user study in a file, and check it before the first participant.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for action in (new, check):
        action.add_action(actions, common)
