"""Options of the commands that serve: where to listen, who may talk to the server, how much memory it takes."""

import argparse
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from tetrascope.api.server_settings import ServerSettings, is_loopback
from tetrascope.cli import options
from tetrascope.cli.failure import UsageError
from tetrascope.cli.page_address import page_addresses
from tetrascope.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from tetrascope.api.certificate import Certificate

TOKEN_VARIABLE = "TETRASCOPE_TOKEN"
_CACHE_MB, _NETWORKS_MB = 640, 2048
"""What the engine takes if it is told nothing; written here for the help, which must not import the engine."""


class GivenServer(NamedTuple):
    """What the options say."""

    settings: ServerSettings
    made_token: str | None
    """The token where it was made rather than given: a person has to be told."""
    certificate: "Certificate | None"
    """What it shows where it serves `https`."""

    @property
    def fragment(self) -> str:
        """What the address of a page ends with, so that it has the token.

        One that the person gave is not printed, lest it end up in a log; the page asks for it.
        """
        return f"#token={self.made_token}" if self.made_token else ""

    def page_addresses(self, listening: str, page: str) -> dict[str, str]:
        """As of `page_address`; by a name of the certificate where it is not for this machine's own addresses."""
        names = self.certificate.names if self.certificate else ()
        return page_addresses(listening, page, None if "localhost" in names else next(iter(names), None))

    def say_certificate(self) -> None:
        """Tell what a person compares with what a browser shows."""
        if self.certificate is not None:
            say(f"Certificate: {self.certificate.file}, until {self.certificate.ends:%Y-%m-%d}")
            say(f"Its fingerprint (SHA-256): {self.certificate.fingerprint}")
            say("Where a browser warns of the certificate, it must show the same fingerprint.")


def add_server_options(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and who may talk to the server."""
    parser.add_argument("--host", default=ServerSettings.host, help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=ServerSettings.port, help="port, 0 for a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--token", help=f"secret that clients must send; better given in the environment, as {TOKEN_VARIABLE}"
    )
    parser.add_argument(
        "--https",
        action="store_true",
        help="encrypt, which other machines' browsers want before VR and the camera; a certificate is made and kept",
    )
    parser.add_argument(
        "--certificate",
        type=options.path,
        metavar="FILE",
        help="encrypt with a certificate of your own, in PEM, rather than with one that is made",
    )
    parser.add_argument(
        "--key", type=options.path, metavar="FILE", help="its private key, in PEM, where that is another file"
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


def add_memory_options(parser: argparse.ArgumentParser) -> None:
    """How much memory it takes, and what it logs."""
    parser.add_argument(
        "--cache-mb", type=int, metavar="MB", help=f"memory for images and results (default: {_CACHE_MB})"
    )
    parser.add_argument(
        "--networks-mb", type=int, metavar="MB", help=f"memory for loaded networks (default: {_NETWORKS_MB})"
    )
    parser.add_argument("--access-log", action="store_true", help="log every request")


def given_server(arguments: argparse.Namespace, *, always_token: bool = False) -> GivenServer:
    """What the options say; a token is made where one is needed and none is given.

    Args:
        arguments: the command line's.
        always_token: whether one is needed on loopback too.

    Raises:
        InvalidInput: a token, a port or a certificate that cannot be.
        NotFound: the certificate or its key is not there.
        Failed: the certificate that was made cannot be kept.
    """
    certificate, names = _given_certificate(arguments)
    token = arguments.token or os.environ.get(TOKEN_VARIABLE) or None
    made = None
    if token is None and (always_token or not is_loopback(arguments.host)):
        import secrets

        token = made = secrets.token_urlsafe(24)
    settings = ServerSettings(
        host=arguments.host,
        port=arguments.port,
        token=token,
        certificate=certificate.file if certificate else None,
        key=certificate.key_file if certificate else None,
        # Who asks for a name by `https` has been shown that it is this server's.
        allowed_hosts=(*arguments.allow_host, *names),
        allowed_origins=tuple(arguments.allow_origin),
        access_log=arguments.access_log,
    )
    return GivenServer(settings, made, certificate)


def _given_certificate(arguments: argparse.Namespace) -> "tuple[Certificate | None, Collection[str]]":
    """What the server encrypts with, and the names by which clients may ask for it then."""
    if arguments.certificate is None and arguments.key is not None:
        raise UsageError(
            "Expected --certificate beside --key, got none.",
            field="key",
            hint="--https makes both, and needs neither.",
        )
    if arguments.certificate is None and not arguments.https:
        return None, ()
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    if arguments.certificate is not None:
        from tetrascope.api.certificate import read_certificate

        certificate = read_certificate(arguments.certificate, arguments.key or arguments.certificate, now)
        return certificate, certificate.names
    from tetrascope.api.machine_names import machine_names
    from tetrascope.api.made_certificate import made_certificate
    from tetrascope.data_folder import data_folder

    names = machine_names(arguments.host, arguments.allow_host)
    made = made_certificate(data_folder() / "https", names, now)
    # It may still be for names that were this machine's once.
    return made, [name for name in made.names if name in names.needed]


def check_memory(arguments: argparse.Namespace) -> None:
    """Raises `UsageError` where there would be none."""
    for option, megabytes in (("--cache-mb", arguments.cache_mb), ("--networks-mb", arguments.networks_mb)):
        if megabytes is not None and megabytes < 1:
            raise UsageError(f"Expected {option} of 1 or more, got {megabytes}.")


def given_budgets(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the options say; nothing where the engine's own defaults hold."""
    from tetrascope.engine.settings import MEBIBYTE, budgets

    caches = {} if arguments.cache_mb is None else budgets(arguments.cache_mb * MEBIBYTE)
    networks = {} if arguments.networks_mb is None else {"network_bytes": arguments.networks_mb * MEBIBYTE}
    return {**caches, **networks}
