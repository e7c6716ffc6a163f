"""`tetrascope study new`: make the file of a user study."""

import argparse
from pathlib import Path

from tetrascope.cli.failure import UsageError
from tetrascope.cli.options import given
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "new",
        parents=[common],
        help="make the file of a study, to be changed",
        description="Make a folder with the thesis's own study in it, ready to run and to be changed.",
    )
    parser.add_argument("name", type=given, metavar="NAME", help="folder to make; what is there is never overwritten")
    parser.set_defaults(run=run, option_names={"out": "NAME"})


def run(arguments: argparse.Namespace) -> int:
    """Write the files."""
    from tetrascope.cli.output_files import output_folder, write_files
    from tetrascope.study.file.new_study import new_study
    from tetrascope.study.file.places import STUDY_FILE

    folder = Path(arguments.name)
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            f"Expected a folder that is new or empty, got {str(folder)!r}, which has files.",
            field="out",
            hint="Give another name. Nothing was written.",
        )
    with output_folder(folder):
        write_files(folder, new_study(folder.resolve().name))
    say(f"Wrote {folder / STUDY_FILE}. Change it as you like, then look: tetrascope study check {folder / STUDY_FILE}")
    return 0
