"""The `tetrascope` command: its parser, and one place where errors become exit codes.

0     done
1     it failed: one line on standard error says why, a second what to do
2     the command line is wrong; `failure` tells which errors that are
130   interrupted
143   terminated
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from tetrascope import __version__
from tetrascope.cli import analyze, bench, blocks, compare, doctor, networks, serve, study, train
from tetrascope.cli.failure import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE, report_error, report_unexpected
from tetrascope.cli.terminal import tell
from tetrascope.errors import TetrascopeError

DESCRIPTION = (
    "Look inside a convolutional network: what each layer makes of an image, and which parts decide the answer."
)
EPILOG = "tetrascope COMMAND --help says more about a command."


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(prog="tetrascope", description=DESCRIPTION, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"tetrascope {__version__}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    # Without a default of its own, so that `tetrascope --debug analyze` keeps what stands before the command.
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an error"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in (serve, analyze, compare, networks, train, blocks, study, doctor, bench):
        command.add_command(commands, common)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the process's exit code."""
    _print_whatever_the_name(sys.stdout)
    parser = build_parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else EXIT_USAGE
    if not hasattr(arguments, "run"):
        parser.print_help(sys.stderr)
        return EXIT_USAGE
    return _run(arguments)


def _print_whatever_the_name(stream: object) -> None:
    """Escape what the terminal's encoding cannot say, such as an image's name; standard error does so already."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _run(arguments: argparse.Namespace) -> int:
    try:
        code: int = arguments.run(arguments)
        if sys.stdout is not None:  # None where it is closed, as by `>&-`
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        tell("tetrascope: interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as in `tetrascope networks | head`; the interpreter must not try to write again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except TetrascopeError as error:
        if arguments.debug:
            raise
        return report_error(error, getattr(arguments, "option_names", {}))
    except Exception as error:
        if arguments.debug:
            raise
        return report_unexpected(error)
