"""`tetrascope doctor`: what works on this machine, and the command that mends what does not."""

import argparse

from tetrascope.api.server_settings import ServerSettings
from tetrascope.cli.failure import EXIT_FAILED
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say, write


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        parents=[common],
        help="check this machine and say how to mend it",
        description="Check this machine, or a cluster; the exit code is 0 where the default network, or the cluster, "
        "works.",
    )
    parser.add_argument("--port", type=int, default=ServerSettings.port, help="port to look at (default: %(default)s)")
    parser.add_argument(
        "--cluster",
        nargs="?",
        const="auto",
        metavar="ADDRESS",
        help="look at a Ray cluster instead: HOST:PORT, or without it the one that this machine is part of",
    )
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Go through the checks; each is shown as soon as it is done."""
    from tetrascope.cli.checkup import checkup
    from tetrascope.cli.cluster_checkup import cluster_checkup

    failed = False
    findings = []
    of_cluster = arguments.cluster is not None
    for finding in cluster_checkup(arguments.cluster) if of_cluster else checkup(arguments.port):
        failed |= finding.state == "bad"
        findings.append(finding)
        if not arguments.json:
            say(f"{_MARKS[finding.state]}  {finding.what:<16}  {finding.detail}")
            if finding.mend:
                say(f"{'':6}{'':16}  mend: {finding.mend}")
    if arguments.json:
        import json

        write(json.dumps([finding._asdict() for finding in findings], indent=1) + "\n")
    else:
        what = "The cluster" if of_cluster else "The default network"
        say(f"{what} does not work." if failed else f"{what} works.")
    return EXIT_FAILED if failed else 0


_MARKS = {"good": "ok  ", "note": "note", "bad": "BAD "}
