"""`tetrascope serve`: the server."""

import argparse
import os
from typing import TYPE_CHECKING, Any

from tetrascope import __version__
from tetrascope.api.server_settings import ServerSettings, is_loopback
from tetrascope.cli.failure import UsageError
from tetrascope.cli.input_options import add_fit_option
from tetrascope.cli.network_options import add_network_options, add_weights_options, chosen_network, require_weights
from tetrascope.cli.page_address import page_addresses
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say, tell
from tetrascope.cli.termination import leave, stops_at_once
from tetrascope.errors import WeightsUnavailable

if TYPE_CHECKING:
    import socket

    from tetrascope.engine.settings import EngineSettings
    from tetrascope.networks.own_model import OwnModel

TOKEN_VARIABLE = "TETRASCOPE_TOKEN"
_CACHE_MB, _NETWORKS_MB = 640, 2048
"""What the engine takes if it is told nothing; written here for the help, which must not import the engine."""


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "serve",
        parents=[common],
        help="start the server",
        description="Start the server that the Unity and the browser client talk to.",
        epilog="Any address but this machine's own needs a token; one is made and shown where none is given.",
    )
    parser.add_argument("--host", default=ServerSettings.host, help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=ServerSettings.port, help="port, 0 for a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--token", help=f"secret that clients must send; better given in the environment, as {TOKEN_VARIABLE}"
    )
    parser.add_argument(
        "--allow-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="a web page's origin that may call the server, such as http://localhost:5173; may be given again",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name or address by which clients may address the server, besides the one they connect to, such as that "
        "of a proxy; may be given again",
    )
    add_network_options(
        parser,
        "network to load at the start and to begin with",
        "; may be given again, and what is said of a model then comes after it; the first is the one to begin with",
    )
    add_fit_option(parser, "photos become, unless a person chooses otherwise,")
    add_weights_options(parser)
    parser.add_argument(
        "--cache-mb", type=int, metavar="MB", help=f"memory for images and results (default: {_CACHE_MB})"
    )
    parser.add_argument(
        "--networks-mb", type=int, metavar="MB", help=f"memory for loaded networks (default: {_NETWORKS_MB})"
    )
    parser.add_argument("--access-log", action="store_true", help="log every request")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    for option, megabytes in (("--cache-mb", arguments.cache_mb), ("--networks-mb", arguments.networks_mb)):
        if megabytes is not None and megabytes < 1:
            raise UsageError(f"Expected {option} of 1 or more, got {megabytes}.")
    with stops_at_once():  # until the server itself listens to signals; from here on imports take seconds
        leave(_begin(arguments))


def _begin(arguments: argparse.Namespace) -> int:
    from tetrascope.api.server import bind

    token = arguments.token or os.environ.get(TOKEN_VARIABLE) or None
    made = token is None and not is_loopback(arguments.host)
    if made:
        import secrets

        token = secrets.token_urlsafe(24)
    settings = ServerSettings(
        host=arguments.host,
        port=arguments.port,
        token=token,
        allowed_hosts=tuple(arguments.allow_host),
        allowed_origins=tuple(arguments.allow_origin),
        access_log=arguments.access_log,
    )
    listener = bind(settings)  # before anything slow: a port that is taken should be told at once
    return _serve(arguments, settings, listener, made)


def _serve(arguments: argparse.Namespace, settings: ServerSettings, listener: "socket.socket", made: bool) -> int:
    try:
        engine_settings = _engine_settings(arguments)
        own = {entry.network_id: entry.title for entry in _own_models(engine_settings)}
        say(f"Tetrascope {__version__}: loading {', '.join(own.values()) or engine_settings.default_network} ...")

        from tetrascope.networks.device import configure_device

        configure_device()  # before anything imports Keras
        from tetrascope.api.app import build_app
        from tetrascope.api.server import serve
        from tetrascope.cli.own_network import tell_own_network
        from tetrascope.engine.build import build_engine

        engine = build_engine(engine_settings)

        async def ready(address: str) -> None:
            for network in await engine.networks():
                if network.network_id in own:
                    tell_own_network(network)
            say(f"Ready: {address}")
            if made:
                say(f"Token, which clients must send: {settings.token}")
            # A token that the person gave is not printed, lest it end up in a log; the page asks for it.
            for where, page in page_addresses(address, settings.token if made else None).items():
                say(f"{where} {page}")
            say("Ctrl-C stops it.")

        return serve(build_app(engine, settings), settings, listener=listener, on_ready=ready)
    finally:
        listener.close()


def _engine_settings(arguments: argparse.Namespace) -> "EngineSettings":
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
        **_budgets(arguments),
    )


def _own_models(settings: "EngineSettings") -> "list[OwnModel]":
    from tetrascope.networks.own_model import OwnModels

    return [entry for source in settings.network_sources if isinstance(source, OwnModels) for entry in source.entries()]


def _budgets(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the two options say; nothing where the engine's own defaults hold."""
    from tetrascope.engine.settings import MEBIBYTE, budgets

    caches = {} if arguments.cache_mb is None else budgets(arguments.cache_mb * MEBIBYTE)
    networks = {} if arguments.networks_mb is None else {"network_bytes": arguments.networks_mb * MEBIBYTE}
    return {**caches, **networks}
