"""`tetrascope bench`: how fast, how exact, how large, beside what people would use otherwise."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tetrascope.cli.failure import EXIT_FAILED, UsageError
from tetrascope.cli.network_options import weight_files
from tetrascope.cli.options import names, path, whole_numbers
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import console, write
from tetrascope.errors import Failed
from tetrascope.protocol.methods import FILLS

if TYPE_CHECKING:
    from tetrascope.bench.findings import Findings
    from tetrascope.bench.plan import Plan
    from tetrascope.bench.record import Record
    from tetrascope.bench.setup import Section

NETWORKS = ("vgg16", "resnet50", "mobilenet-v2", "efficientnet-lite0")
RIVAL_NETWORKS = ("vgg16", "efficientnet-lite0")
"""On the others rivals are run only where these networks are asked for: they take minutes."""
SECTIONS: "tuple[Section, ...]" = ("pool", "analysis", "request", "first-image", "memory", "rivals")
"""The same as `tetrascope.bench.setup.SECTIONS`, without importing it."""
_WIDTH = 100
"""Columns where there is no terminal."""


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "bench",
        parents=[common],
        help="measure speed, exactness and memory",
        description="Measure the incremental pool against plain batching, the analysis against a bare forward pass, "
        "requests against the analysis, first images, memory, and other libraries that are installed.",
        epilog='pip install "tetrascope[rivals]" brings other libraries to compare with.',
    )
    parser.add_argument(
        "--networks", type=names, metavar="ID,...", help=f"networks to measure (default: {','.join(NETWORKS)})"
    )
    parser.add_argument(
        "--windows",
        type=_window_list,
        metavar="SIZE/STRIDE,...",
        help="windows of the pool, or: default (default: 16/16,32/16,56/28,112/56,default)",
    )
    parser.add_argument(
        "--fill", choices=FILLS.names, default="black", help="what masked pixels become (default: black)"
    )
    parser.add_argument("--only", type=_sections, metavar="NAME,...", help=f"some of: {', '.join(SECTIONS)}")
    parser.add_argument("--rounds", type=int, metavar="N", help="rounds of each measurement (default: 3)")
    parser.add_argument("--quick", action="store_true", help="one round with fewer masks, to see that all is well")
    parser.add_argument(
        "--weights",
        action="append",
        default=[],
        metavar="NETWORK=FILE",
        help="weights of a network, from a file of yours; random ones are used where there are none",
    )
    parser.add_argument("--json", type=path, metavar="FILE", help="write the figures as JSON; - for standard output")
    parser.set_defaults(run=run, option_names={"network_id": "--networks", "windows": "--windows", "json": "--json"})


def run(arguments: argparse.Namespace) -> int:
    """Measure, then print; what was found is printed even if the run is interrupted."""
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily
    from tetrascope.networks.device import configure_device

    if arguments.rounds is not None and (arguments.quick or arguments.rounds < 1):
        raise UsageError(f"Expected --rounds of 1 or more, and without --quick, got {arguments.rounds}.")
    if arguments.json is not None and not _can_write(arguments.json):
        raise UsageError(
            f"Expected a file that can be written, got {str(arguments.json)!r}.",
            field="json",
            hint="Name one in a folder that is there and yours, or - for standard output.",
        )
    plan = plan_of(arguments)
    record: Record | None = None
    with ends_tidily():
        try:
            with progress() as reporter:
                reporter.show("Starting")
                configure_device()  # before anything imports Keras
                from tetrascope.bench import record as recording
                from tetrascope.bench.run import carry_out, measurements

                record = recording.Record(plan.setup(), measurements(plan), reporter.show)
                carry_out(plan, record)
        finally:
            if record is not None:
                _write(record.findings(), arguments.json)
    return 0 if record.findings().complete else EXIT_FAILED


def plan_of(arguments: argparse.Namespace) -> "Plan":
    """What the options ask for; raises `InvalidInput` and `NotFound` for what cannot be."""
    from tetrascope.bench.effort import QUICK, thorough
    from tetrascope.bench.plan import Plan
    from tetrascope.bench.window_set import STANDARD, WindowSet
    from tetrascope.networks.catalog import find_entry
    from tetrascope.networks.given_weights import GivenWeights
    from tetrascope.protocol.operations.pools import Window

    networks = list(dict.fromkeys(find_entry(name).network_id for name in arguments.networks or NETWORKS))
    windows = [WindowSet(sides and Window(size=sides[0], stride=sides[1])) for sides in arguments.windows or ()]
    plan = Plan(
        networks=networks,
        rival_networks=networks if arguments.networks else RIVAL_NETWORKS,
        windows=list(dict.fromkeys(windows)) or STANDARD,
        sections=arguments.only or SECTIONS,
        fill=arguments.fill,
        effort=QUICK if arguments.quick else thorough(arguments.rounds or 3),
        quick=arguments.quick,
        given=GivenWeights(files=weight_files(arguments.weights), random=True),
    )
    plan.check()
    return plan


def _write(findings: "Findings", json_file: Path | None) -> None:
    """The table to standard output, or to standard error where the JSON takes its place."""
    from tetrascope.bench.report import print_report

    takes_place = json_file is not None and str(json_file) == "-"
    stream = sys.stderr if takes_place else sys.stdout
    if stream is not None:  # closed, as by `>&-`
        print_report(findings, console(stream, _WIDTH))
    if json_file is None:
        return
    text = findings.json_text(indent=1) + "\n"
    if takes_place:
        write(text)
        return
    try:
        json_file.write_text(text, encoding="utf-8")
    except OSError as error:
        write(text)
        raise Failed(f"Expected to write {json_file}, got: {error}.", hint="The JSON is on standard output.") from error


def _can_write(file: Path) -> bool:
    """Whether it can be opened: it is written after many minutes."""
    if str(file) == "-":
        return True
    was_there = file.exists()
    try:
        file.open("a").close()
        if not was_there:
            file.unlink()
    except OSError:
        return False
    return True


def _window_list(text: str) -> list[list[int] | None]:
    """Windows between commas; None for the default ones."""
    form = "SIZE/STRIDE in pixels, or default, between commas"
    return [None if part == "default" else whole_numbers(part, 2, "/", form) for part in names(text)]


def _sections(text: str) -> "list[Section]":
    """Names of sections between commas."""
    for name in names(text):
        if name not in SECTIONS:
            raise argparse.ArgumentTypeError(f"expected some of {', '.join(SECTIONS)}, got {name!r}")
    return [section for section in SECTIONS if section in names(text)]
