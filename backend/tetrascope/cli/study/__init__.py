"""`tetrascope study`: a file for each of its actions."""

import argparse

from tetrascope.cli.study import check, export, forget, new, report, run, simulate
from tetrascope.cli.subcommands import Subcommands


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command and its own to the parser."""
    parser = commands.add_parser(
        "study",
        help="define a user study, rehearse it, conduct it, get its results",
        description="Define a user study in a file, check it before the first participant, conduct it, and get its "
        "results.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for action in (new, check, simulate, run, export, report, forget):
        action.add_action(actions, common)
