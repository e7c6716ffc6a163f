"""`tetrascope study run`: the server that conducts a study."""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tetrascope import __version__
from tetrascope.cli.cluster_options import add_cluster_options, given_cluster
from tetrascope.cli.network_options import add_weights_options, given_weights, require_weights
from tetrascope.cli.server_options import (
    GivenServer,
    add_memory_options,
    add_server_options,
    check_memory,
    given_budgets,
    given_server,
)
from tetrascope.cli.study.study_argument import add_records_argument, add_study_argument, records_of
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say
from tetrascope.cli.termination import leave, stops_at_once
from tetrascope.errors import WeightsUnavailable

if TYPE_CHECKING:
    import socket

    from tetrascope.engine.cluster.cluster_settings import ClusterSettings
    from tetrascope.engine.engine import Engine
    from tetrascope.engine.settings import EngineSettings
    from tetrascope.networks.given_weights import GivenWeights
    from tetrascope.study.definition.study import Study
    from tetrascope.study.records.store import StudyStore

MAX_ADDRESSES = 20
"""Participants' addresses that are printed; the experimenter's page has all."""


def add_action(actions: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the action to the parser."""
    parser = actions.add_parser(
        "run",
        parents=[common],
        help="conduct a study: serve its participants and the experimenter",
        description="Start the server that conducts a study. The experimenter has a page, each participant an address "
        "of their own. It can be stopped and started again at any time: what was recorded stays, and participants go "
        "on where they were.",
        epilog="A study always has a token, which the experimenter's page asks for; one is made and shown where none "
        "is given. Participants have keys of their own, which stay the same.",
    )
    add_study_argument(parser)
    add_records_argument(parser, "records.sqlite beside its file")
    parser.add_argument(
        "--participants",
        type=_count,
        metavar="N",
        help="have at least this many participants; without, as many as are planned when the records are new",
    )
    parser.add_argument(
        "--start", action="store_true", help="start every session at once, rather than from the experimenter's page"
    )
    add_server_options(parser)
    add_weights_options(parser)
    add_memory_options(parser)
    add_cluster_options(parser)
    parser.set_defaults(run=run, option_names={"records": "--records"})


def _count(text: str) -> int:
    from tetrascope.study.definition.arrangement import MAX_PARTICIPANTS

    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_PARTICIPANTS:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to {MAX_PARTICIPANTS}, got {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    check_memory(arguments)
    with stops_at_once():  # until the server itself listens to signals; what is written is written at once
        leave(_begin(arguments))


def _begin(arguments: argparse.Namespace) -> int:
    from tetrascope.api.server import bind
    from tetrascope.study.file.image_files import image_files
    from tetrascope.study.file.places import study_file
    from tetrascope.study.file.study_file import read_study
    from tetrascope.study.records.store import StudyStore

    given = given_server(arguments, always_token=True)
    cluster = given_cluster(arguments)
    file = study_file(arguments.study)
    study = read_study(file)
    weights = given_weights(arguments)
    _check_weights(study, file, weights)
    with ExitStack() as opened:
        # Before anything slow: a port that is taken should be told at once, and so should records.
        listener = opened.enter_context(bind(given.settings))
        store = opened.enter_context(StudyStore(records_of(arguments), study))
        _let_come(store, study, arguments.participants)
        return _serve(arguments, given, listener, store, file, image_files(study, file.parent), weights, cluster)


def _check_weights(study: "Study", file: Path, given: "GivenWeights") -> None:
    """Raises `StudyRejected` where those of a network that participants look into are not here, with its place."""
    from tetrascope.networks.catalog import find_entry
    from tetrascope.study.file.fault import Fault
    from tetrascope.study.file.study_file import rejected

    faults = []
    for place, condition in enumerate(study.conditions):
        try:
            if condition.shows is not None:
                require_weights(find_entry(condition.network or study.network, given))
        except WeightsUnavailable as error:
            where = ("conditions", place, "network") if condition.network else ("network",)
            faults.append(Fault(where, error.message, error.hint))
    if faults:
        raise rejected(file, faults)


def _let_come(store: "StudyStore", study: "Study", wanted: int | None) -> None:
    """Have as many participants as are wanted, or as are planned where there was none yet."""
    there = len(store.participants())
    least = wanted if wanted is not None else 0 if there else study.orders.participants
    if least > there:
        store.let_come(least - there)


def _serve(
    arguments: argparse.Namespace,
    given: GivenServer,
    listener: "socket.socket",
    store: "StudyStore",
    file: Path,
    images: dict[str, bytes],
    weights: "GivenWeights",
    cluster: "ClusterSettings | None",
) -> int:
    from tetrascope.networks.catalog import catalog, find_entry

    network = find_entry(store.study.network).network_id
    say(f"Tetrascope {__version__}: loading {network} ...")

    from tetrascope.networks.device import configure_device

    configure_device()  # before anything imports Keras
    from tetrascope.api.app import build_app
    from tetrascope.api.server import serve
    from tetrascope.engine.images import image_id_of
    from tetrascope.engine.settings import EngineSettings
    from tetrascope.study.conduct.conduct import Conduct
    from tetrascope.study.conduct.study_images import StudyImages

    settings = EngineSettings(network_sources=catalog(weights), default_network=network, **given_budgets(arguments))
    engine = _built_engine(settings, cluster, [image_id_of(data) for data in images.values()])
    study = Conduct(store, StudyImages(store.study, file, images), start=arguments.start)
    app = build_app(engine, given.settings, study=study)
    return serve(app, given.settings, listener=listener, on_ready=lambda address: _tell(address, given, store))


def _built_engine(settings: "EngineSettings", cluster: "ClusterSettings | None", kept: Sequence[str]) -> "Engine":
    """One that does not lose the images named, which are the study's."""
    from tetrascope.engine.build import build_cluster_engine, build_engine
    from tetrascope.engine.image_store import KeptImages, MemoryImageStore

    if cluster is not None:
        return build_cluster_engine(cluster, settings, kept)
    return build_engine(settings, KeptImages(MemoryImageStore(settings.image_bytes), kept))


def _tell(address: str, given: GivenServer, store: "StudyStore") -> None:
    standings = store.standings()
    say(f"Ready: {address}")
    given.say_certificate()
    say(f"Records: {store.path}")
    for where, page in given.page_addresses(address, f"experimenter{given.fragment}").items():
        say(f"The experimenter's page. {where} {page}")
    if given.made_token is None:
        # Nor are keys printed where the token is not.
        say(f"Participants: {len(standings)}; the experimenter's page has the address of each.")
    else:
        say(f"Participants: {len(standings)}, each with an address of their own, which is secret:")
        for each in standings[:MAX_ADDRESSES]:
            *_, page = given.page_addresses(address, f"study#key={each.key}").values()
            say(f"P{each.participant.number} {page}")
        if len(standings) > MAX_ADDRESSES:
            say(f"The experimenter's page has the other {len(standings) - MAX_ADDRESSES}.")
    say("Ctrl-C stops it; nothing is lost, and it can be started again.")
