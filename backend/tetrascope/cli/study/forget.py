"""`tetrascope study forget`: erase a participant from the records."""

import argparse
import re
import sys

from tetrascope.cli.failure import EXIT_FAILED, UsageError
from tetrascope.cli.study.study_argument import add_records_argument, add_study_argument, records_of
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import counted, say, write
from tetrascope.errors import Busy

_BEYOND = (
    "Not reached: what was exported or reported before, copies and backups of the records, notes elsewhere, events "
    "that a client of theirs still keeps, not yet sent, and what a disk or file system keeps by itself."
)


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "forget",
        parents=[common],
        help="erase all that was recorded of a participant",
        description="Erase a participant: no byte of what they did or answered is left in the records. Their number is "
        f"never given again, their order goes to the next who comes. {_BEYOND}",
    )
    add_study_argument(parser)
    parser.add_argument("participant", type=_number, metavar="PARTICIPANT", help="their number: P7, or 7")
    add_records_argument(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(run=run, option_names={"participant": "PARTICIPANT"})


def _number(text: str) -> int:
    found = re.fullmatch(r"[Pp]?([0-9]{1,9})", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"expected a participant's number, such as P7 or 7, got {text!r}")
    return int(found[1])


def run(arguments: argparse.Namespace) -> int:
    """Ask, and erase."""
    from tetrascope.study.records.lock import RECORDS_OPEN
    from tetrascope.study.records.store import StudyStore
    from tetrascope.study.records.study_records import StudyRecords

    path = records_of(arguments)
    records = StudyRecords(path)
    number: int = arguments.participant
    standing = records.standing(number)
    what = f"{counted(standing.events, 'event')} and {counted(standing.answers, 'answer')}"
    if not arguments.yes and not _is_wanted(f"Erase P{number}, {what}, for good?"):
        say("Nothing was erased.")
        return EXIT_FAILED
    try:
        with StudyStore(path, records.study) as store:
            store.forget(number)
    except Busy as busy:
        if busy.code != RECORDS_OPEN:
            raise
        raise Busy(
            busy.message,
            code=busy.code,
            hint="While the study is run, erase them on the experimenter's page; or stop it first. Nothing was erased.",
        ) from None
    say(f"P{number} is erased: {what}.")
    say(_BEYOND)
    return 0


def _is_wanted(question: str) -> bool:
    """Ask for a yes.

    Raises:
        UsageError: there is nobody to ask.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            "Expected a terminal, to ask whether it is meant, got none.", hint="Add --yes. Nothing was erased."
        )
    write(f"{question} [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")
