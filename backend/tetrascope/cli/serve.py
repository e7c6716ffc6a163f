"""`tetrascope serve`: the server."""

import argparse
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tetrascope import __version__
from tetrascope.api.server_settings import is_loopback
from tetrascope.cli import options
from tetrascope.cli.cluster_options import add_cluster_options, given_cluster
from tetrascope.cli.failure import UsageError
from tetrascope.cli.input_options import add_fit_option
from tetrascope.cli.network_options import add_network_options, add_weights_options, chosen_network, require_weights
from tetrascope.cli.qr_code import show_code
from tetrascope.cli.server_options import (
    GivenServer,
    add_memory_options,
    add_server_options,
    check_memory,
    given_budgets,
    given_server,
)
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say, tell
from tetrascope.cli.termination import leave, stops_at_once
from tetrascope.cli.training_options import add_training_options, given_place_of_training, given_training
from tetrascope.errors import WeightsUnavailable

if TYPE_CHECKING:
    import socket

    from tetrascope.engine.cluster.cluster_settings import ClusterSettings
    from tetrascope.engine.engine import Engine
    from tetrascope.engine.settings import EngineSettings
    from tetrascope.networks.own_model import OwnModel
    from tetrascope.protocol.stories import Story
    from tetrascope.training.room import TrainingSettings


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "serve",
        parents=[common],
        help="start the server",
        description="Start the server that the Unity and the browser client talk to.",
        epilog="Any address but this machine's own needs a token; one is made and shown where none is given. For a "
        "headset: tetrascope serve --host 0.0.0.0 --https",
    )
    add_server_options(parser)
    add_network_options(
        parser,
        "network to load at the start and to begin with",
        "; may be given again, and what is said of a model then comes after it; the first is the one to begin with",
    )
    add_fit_option(parser, "photos become, unless a person chooses otherwise,")
    add_weights_options(parser)
    parser.add_argument(
        "--story",
        action="append",
        default=[],
        type=options.path,
        metavar="FILE",
        help="a story to offer in the browser, in TOML (docs/stories.md), before those that come with Tetrascope; may "
        "be given again",
    )
    add_training_options(parser)
    add_memory_options(parser)
    parser.add_argument(
        "--image-store",
        type=options.image_place,
        metavar="PLACE",
        help="keep uploaded images in this folder, or at s3://BUCKET/FOLDER (with tetrascope[s3]), so that they "
        "outlive the server; on a cluster every machine must reach it (default: in memory)",
    )
    add_cluster_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    check_memory(arguments)
    with stops_at_once():  # until the server itself listens to signals; from here on imports take seconds
        leave(_begin(arguments))


def _begin(arguments: argparse.Namespace) -> int:
    from tetrascope.api.server import bind
    from tetrascope.stories.story_file import offered

    given = given_server(arguments)
    stories = offered(arguments.story)
    training = given_training(arguments)
    cluster = given_place_of_training(arguments, given_cluster(arguments))
    listener = bind(given.settings)  # before anything slow: a port that is taken should be told at once
    return _serve(arguments, given, stories, training, cluster, listener)


def _serve(
    arguments: argparse.Namespace,
    given: GivenServer,
    stories: "tuple[Story, ...]",
    training_settings: "TrainingSettings",
    cluster: "ClusterSettings | None",
    listener: "socket.socket",
) -> int:
    try:
        engine_settings = given_engine(arguments)
        own = {entry.network_id: entry.title for entry in _own_models(engine_settings)}
        say(f"Tetrascope {__version__}: loading {', '.join(own.values()) or engine_settings.default_network} ...")

        engine = _built_engine(engine_settings, cluster)  # before anything imports Keras
        from tetrascope.api.app import build_app
        from tetrascope.api.server import serve
        from tetrascope.cli.own_network import tell_own_network
        from tetrascope.engine.build import starts_training
        from tetrascope.training.own_runs import runs_folder
        from tetrascope.training.room import TrainingRoom

        async def ready(address: str) -> None:
            for network in await engine.networks():
                if network.network_id in own:
                    tell_own_network(network)
            say(f"Ready: {address}")
            given.say_certificate()
            if given.made_token:
                say(f"Token, which clients must send: {given.made_token}")
            pages = given.page_addresses(address, given.fragment)
            for where, page in pages.items():
                say(f"{where} {page}")
            if not is_loopback(given.settings.host):
                _show_code_of(pages)
                if given.certificate is None:
                    say("Browsers of other machines give VR and their camera to https only: --https.")
            say("Ctrl-C stops it.")

        training = TrainingRoom(runs_folder(), training_settings, starts_training(cluster))
        app = build_app(engine, given.settings, stories=stories, training=training)
        return serve(app, given.settings, listener=listener, on_ready=ready)
    finally:
        listener.close()


def _built_engine(settings: "EngineSettings", cluster: "ClusterSettings | None") -> "Engine":
    from tetrascope.engine.build import build_cluster_engine, build_engine

    return build_engine(settings) if cluster is None else build_cluster_engine(cluster, settings)


def _show_code_of(pages: dict[str, str]) -> None:
    """Of the address that another machine opens, where there is one."""
    *_, page = pages.values()
    if not is_loopback(urlsplit(page).hostname or ""):
        show_code(page)


def given_engine(arguments: argparse.Namespace) -> "EngineSettings":
    """What the options say of networks and memory.

    Raises:
        UsageError: a network or a file that is not there.
        WeightsUnavailable: of the network that is named.
    """
    from tetrascope.engine.settings import EngineSettings

    chosen = chosen_network(arguments, several_models=True)
    if arguments.model is None and arguments.fit is not None:
        raise UsageError(
            "Expected --model beside --fit, got none.",
            field="fit",
            hint="In the page a person chooses how photos are made to fit a network of the catalog.",
        )
    try:
        require_weights(chosen.entry)
    except WeightsUnavailable as error:
        if arguments.network:
            raise
        # Other networks may still be of use.
        tell(f"tetrascope: warning: {error.message} {error.hint}")
    return EngineSettings(
        network_sources=chosen.sources,
        default_network=chosen.entry.network_id,
        image_place=arguments.image_store,
        **given_budgets(arguments),
    )


def _own_models(settings: "EngineSettings") -> "list[OwnModel]":
    from tetrascope.networks.own_model import OwnModels

    return [entry for source in settings.network_sources if isinstance(source, OwnModels) for entry in source.entries()]
