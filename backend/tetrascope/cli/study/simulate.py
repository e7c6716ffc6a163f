"""`tetrascope study simulate`: participants for a dry run."""

import argparse
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from tetrascope.cli.options import path
from tetrascope.cli.study.study_argument import add_study_argument
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say

if TYPE_CHECKING:
    from tetrascope.cli.progress_reporter import Reporter
    from tetrascope.study.definition.study import Study
    from tetrascope.study.simulation.seen_network import SeenNetwork

MAX_SIMULATED = 1000
"""Participants of one command."""


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "simulate",
        parents=[common],
        help="make participants for a dry run, marked as simulated",
        description="Make participants whom nobody plays, to see what the study will bring: events and answers of the "
        "whole session. They are marked as simulated wherever they appear, and are never put among real participants.",
    )
    add_study_argument(parser)
    parser.add_argument("count", type=_count, metavar="N", help="how many")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same one gives the same sessions (default: %(default)s)"
    )
    parser.add_argument(
        "--records",
        type=path,
        metavar="FILE",
        help="where to record them (default: simulated.sqlite beside the study's file); adds to what is there",
    )
    parser.set_defaults(run=run, option_names={"records": "--records"})


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_SIMULATED:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {MAX_SIMULATED}, got {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Simulate, and say what can be done with it."""
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily
    from tetrascope.study.file.places import simulated_path, study_file
    from tetrascope.study.file.study_file import read_study
    from tetrascope.study.simulation.simulate import simulate

    file = study_file(arguments.study)
    study = read_study(file)
    records = simulated_path(file, arguments.records)
    with ends_tidily(), progress() as reporter:
        networks = _networks(study, reporter)
        show = partial(reporter.show, "Simulating participants")
        added = simulate(records, study, arguments.count, seed=arguments.seed, networks=networks, show=show)
    first, last = added[0].number, added[-1].number
    who = f"P{first}" if first == last else f"P{first} to P{last}"
    where = "" if arguments.records is None else f" --records {records}"
    say(f"Simulated {who} in {records}. See what they bring: tetrascope study report {file} --simulated{where}")
    return 0


def _networks(study: "Study", reporter: "Reporter") -> "Mapping[str, SeenNetwork]":
    """What participants see of each network; weights need not be here."""
    from tetrascope.networks.catalog import find_entry
    from tetrascope.networks.device import configure_device
    from tetrascope.study.simulation.seen_network import SeenNetwork

    found = {}
    configure_device()  # before anything imports Keras
    names = {each.network or study.network for each in study.conditions if each.shows is not None}
    for name in sorted(names):
        reporter.show(f"Looking at {name}")
        network = find_entry(name).describe()
        found[name] = SeenNetwork(
            height=network.input_height,
            width=network.input_width,
            layers=[layer for layer in network.layers if layer.shown],
            class_names=[network.class_name(index) for index in range(network.class_count)],
        )
    return found
