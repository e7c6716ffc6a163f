"""`tetrascope networks`: which networks there are, whether their weights are here, and their layers."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from tetrascope.cli.failure import EXIT_FAILED, UsageError
from tetrascope.cli.model_options import add_model_option, add_options_of_models, own_models
from tetrascope.cli.network_options import add_weights_options, given_weights
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import console, one_line, say, tell, write

if TYPE_CHECKING:
    from tetrascope.networks.network import Network
    from tetrascope.protocol.networks import NetworkSummary


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command and its own two to the parser."""
    parser = commands.add_parser(
        "networks",
        parents=[common],
        help="list networks, show their layers, fetch their weights",
        description="List the networks and where their weights are.",
    )
    add_weights_options(parser)
    parser.add_argument("--json", action="store_true", help="write JSON")
    parser.set_defaults(run=run_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    show = actions.add_parser(
        "show",
        parents=[common],
        help="show what a network's output means, and its layers",
        description="Show what a network's output means, and its layers.",
    )
    show.add_argument("network", nargs="?", metavar="ID", help="network (see: tetrascope networks)")
    add_model_option(show, "")
    add_options_of_models(show)
    show.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="write JSON, with the geometry")
    show.set_defaults(run=run_show, option_names={"network_id": "ID"})
    fetch = actions.add_parser(
        "fetch", parents=[common], help="fetch a network's weights", description="Fetch a network's weights."
    )
    fetch.add_argument("network", metavar="ID", help="network (see: tetrascope networks)")
    fetch.set_defaults(run=run_fetch, option_names={"network_id": "ID"})


def run_list(arguments: argparse.Namespace) -> int:
    """List the catalog."""
    if _is_silent():
        return EXIT_FAILED
    from tetrascope.networks.catalog import catalog
    from tetrascope.training.own_runs import trained_networks

    trained = [entry.summary() for entry in trained_networks().entries()]
    known = [entry.summary() for source in catalog(given_weights(arguments)) for entry in source.entries()]
    if arguments.json:
        write(json.dumps([_as_json(summary) for summary in (*trained, *known)], indent=1) + "\n")
    else:
        _print_catalog(trained, known)
    return 0


def _as_json(summary: "NetworkSummary") -> dict[str, object]:
    from tetrascope.networks.catalog import DEFAULT_NETWORK_ID

    return {
        "network_id": summary.network_id,
        "title": summary.title,
        "input_height": summary.input_height,
        "input_width": summary.input_width,
        "class_count": summary.class_count,
        "default": summary.network_id == DEFAULT_NETWORK_ID,
        "weights": summary.weights.model_dump(),
    }


def _print_catalog(trained: "list[NetworkSummary]", known: "list[NetworkSummary]") -> None:
    from rich import box
    from rich.table import Table

    from tetrascope.networks.catalog import DEFAULT_NETWORK_ID

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, justify in (
        ("id", "left"),
        ("name", "left"),
        ("input", "right"),
        ("weights, or what brings them", "left"),
    ):
        table.add_column(name, justify=justify, no_wrap=not name.startswith("weights"), overflow="fold")  # type: ignore[arg-type]
    for summary in (*trained, *known):
        mark = " *" if summary.network_id == DEFAULT_NETWORK_ID else ""
        size = f"{summary.input_height} x {summary.input_width}"
        table.add_row(summary.network_id + mark, summary.title, size, _where(summary, summary in trained))
    console(sys.stdout).print(table)
    say("* the default")


def _where(summary: "NetworkSummary", is_trained: bool) -> str:
    status = summary.weights
    if status.available and is_trained:
        return "trained by you"
    if not status.available:
        return f"{status.megabytes:.0f} MB, {status.how_to_get}"
    words = {"package": "here", "keras": "here", "file": "from your file", "random": "random"}
    return words.get(status.source or "", "here")


def run_show(arguments: argparse.Namespace) -> int:
    """Show one network."""
    if _is_silent():
        return EXIT_FAILED
    network = _network(arguments)
    if arguments.json:
        answer = {
            "network_id": network.network_id,
            "parameters": network.parameters,
            "class_count": network.class_count,
            "output": {"kind": network.answers.kind, "decided": network.answers.decided},
            "warnings": network.warnings,
            "layers": [layer.model_dump() for layer in network.layers],
            "stages": [stage.model_dump() for stage in network.stages],
        }
        write(json.dumps(answer, indent=1) + "\n")
        return 0
    from rich import box
    from rich.table import Table

    size = f"{network.input_height} x {network.input_width}"
    say(f"{network.title}, {size}, {network.parameters:,} parameters, {network.class_count} classes")
    say(f"Output: {network.answers.decided}")
    for warning in network.warnings:
        tell(f"tetrascope: warning: {warning}")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("layer", "kind", "shape", "shown", "where it stands"):
        table.add_column(name, justify="right" if name == "shape" else "left", no_wrap=True)
    for layer in network.layers:
        shape = f"{layer.height} x {layer.width} x {layer.channels}"
        shown = "yes" if layer.shown else ""
        table.add_row(one_line(layer.name), layer.kind, shape, shown, layer.title.replace("×", "x"))
    console(sys.stdout).print(table)
    return 0


def _network(arguments: argparse.Namespace) -> "Network":
    """The network of the catalog, without its weights, or the model of one's own."""
    if (arguments.network is None) == (arguments.model is None):
        raise UsageError("Expected either a network's ID or --model FILE.", field="network_id")
    from tetrascope.networks.device import configure_device
    from tetrascope.training.own_runs import find_named

    own = own_models(arguments)
    entry = own[0] if own else find_named(arguments.network)
    configure_device()  # before anything imports Keras
    return entry.describe()


def run_fetch(arguments: argparse.Namespace) -> int:
    """Fetch a network's weights."""
    from tetrascope.networks.catalog import find_entry
    from tetrascope.networks.device import configure_device

    entry = find_entry(arguments.network)
    if entry.weights().available:
        say(f"The weights of {entry.title} are here.")
        return 0
    tell(f"Fetching the weights of {entry.title}, about {entry.megabytes:.0f} MB ...")
    configure_device()  # before anything imports Keras
    file = entry.fetch()
    say(f"The weights of {entry.title} are here now: {file}")
    return 0


def _is_silent() -> bool:
    """Whether standard output is closed, as by `>&-`: then there is nothing that these commands could do."""
    return sys.stdout is None
