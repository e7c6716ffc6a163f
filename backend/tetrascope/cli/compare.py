"""`tetrascope compare`: several networks on one image, or on a folder of them, as a page."""

import argparse
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tetrascope.cli.failure import UsageError
from tetrascope.cli.input_options import add_crop_option, add_fit_option
from tetrascope.cli.model_options import add_model_option, add_options_of_models
from tetrascope.cli.network_options import add_weights_options, chosen_networks, require_weights
from tetrascope.cli.options import given, names, path
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import say
from tetrascope.protocol.methods import FILLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tetrascope.cli.progress_reporter import Reporter
    from tetrascope.cli.wanted import Wanted
    from tetrascope.networks.source import NetworkEntry, NetworkSource
    from tetrascope.photos.photo_file import PhotoFile
    from tetrascope.protocol.framing import Fit
    from tetrascope.report.analysis import Analysis

_MAX_NETWORKS = 8
_MAX_ON_A_FOLDER = 64


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "compare",
        parents=[common],
        help="compare what several networks make of an image or a folder of them, as a page",
        description="Analyze an image with several networks; write index.html about all, and each one's own page. Of a "
        "folder: what each network answers for every picture in it, how often it is right where labels are known, how "
        "often two agree, their time and size; index.html, comparison.csv, networks.csv, pairs.csv.",
        epilog="tetrascope compare cat --networks efficientnet-lite0,efficientnet-lite1 --out out/both",
    )
    parser.add_argument(
        "image", type=given, metavar="IMAGE", help="a file, a folder or a sample, as for tetrascope analyze"
    )
    parser.add_argument("--out", required=True, type=path, metavar="DIR", help="folder to write to; made if need be")
    parser.add_argument(
        "--networks",
        type=names,
        default=[],
        metavar="ID,ID,...",
        help="networks of the catalog (see: tetrascope networks); the others are held against the first",
    )
    add_model_option(parser, " or beside them; may be given again")
    add_options_of_models(parser)
    add_fit_option(parser, "the photo becomes")
    add_crop_option(parser)
    parser.add_argument(
        "--fill", choices=FILLS.names, default="black", help="of one image: what masked pixels become (default: black)"
    )
    parser.add_argument(
        "--labels",
        type=path,
        metavar="FILE",
        help="of a folder: what is on its pictures, a line for each with its path, a comma and its label, which is a "
        "class by name or number (default: the folders inside of it are the labels, where classes are called so)",
    )
    add_weights_options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyze with each network, write, and say what each answers."""
    import asyncio

    from tetrascope.cli.image_argument import check_image, read_image
    from tetrascope.cli.output_files import output_folder, write_files
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily

    folder = os.path.expanduser(arguments.image)  # noqa: PTH111  Path's own raises for a user that is not there
    if os.path.isdir(folder):  # noqa: PTH112  likewise for a name that is too long
        return _run_folder(Path(folder), arguments)
    if arguments.labels is not None:
        raise UsageError(f"Expected a folder beside --labels, got {arguments.image!r}.", field="image")
    wanted = _wanted(arguments)
    image = read_image(arguments.image)
    check_image(image, None)
    with ends_tidily(), output_folder(arguments.out) as folder:
        with progress() as reporter:
            reporter.show("Starting")
            from tetrascope.networks.device import configure_device

            configure_device()  # before anything imports Keras
            from tetrascope import __version__
            from tetrascope.cli.analysis_run import draw
            from tetrascope.report.comparison_page import ComparedNetwork, make_comparison_page

            found = asyncio.run(_analyze(image, wanted, reporter))
            files = [draw(analysis, reporter) for analysis, _ in found]
            compared = [
                ComparedNetwork(analysis, drawn["structure.png"], seconds)
                for (analysis, seconds), drawn in zip(found, files, strict=True)
            ]
            page = make_comparison_page(image.name, compared, __version__)
        for (analysis, _), drawn in zip(found, files, strict=True):
            own = folder / analysis.network.network_id
            own.mkdir(exist_ok=True)
            write_files(own, drawn)
        write_files(folder, {"index.html": page.encode()})
    _summarise([analysis for analysis, _ in found])
    say(f"Wrote index.html and a folder for each network to {folder}")
    return 0


def _run_folder(pictures: Path, arguments: argparse.Namespace) -> int:
    """What each network answers for every picture in a folder; 1 where none could be read."""
    from tetrascope.networks.device import configure_device

    configure_device()  # before anything imports Keras
    from tetrascope.cli.compare_folder import compare_folder, summarise
    from tetrascope.cli.image_folder import pictures_in
    from tetrascope.cli.known_labels import labels_of_folders, read_known_labels
    from tetrascope.cli.output_files import output_folder
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily

    entries, _ = _networks(arguments, 1, _MAX_ON_A_FOLDER)
    names = pictures_in(pictures, arguments.out)
    file = arguments.labels
    labels = labels_of_folders(names) if file is None else read_known_labels(file, names)
    with ends_tidily(), output_folder(arguments.out) as folder, progress() as reporter:
        reporter.show("Starting")
        from tetrascope.networks.device import configure_device

        configure_device()  # before anything imports Keras
        from tetrascope.cli.folder_answers import Asked

        asked = [Asked(entry, _fit_of(entry, arguments), arguments.crop_at) for entry in entries]
        compared = compare_folder(pictures, names, labels, folder, asked, reporter)
    summarise(compared, folder)
    return 0 if compared.images else 1


async def _analyze(
    image: "PhotoFile", wanted: "Sequence[Wanted]", reporter: "Reporter"
) -> "list[tuple[Analysis, float]]":
    """Each network's analysis, and the seconds that it took once the network was there."""
    from tetrascope.cli.analysis_run import analyze_with, started_engine

    found = []
    async with started_engine(wanted[0], reporter) as engine:
        for each in wanted:
            await engine.network(each.layers.network_id)  # loads it
            began = time.perf_counter()
            analysis = await analyze_with(engine, image, each, reporter)
            found.append((analysis, time.perf_counter() - began))
    return found


def _wanted(arguments: argparse.Namespace) -> "list[Wanted]":
    from tetrascope.cli.wanted import Wanted
    from tetrascope.protocol.operations.layers import LayersRequest
    from tetrascope.protocol.operations.pools import PoolRequest

    entries, sources = _networks(arguments, 2, _MAX_NETWORKS)
    wanted = []
    for entry in entries:
        whose = {"image_id": "to come", "network_id": entry.network_id, "fill": arguments.fill}
        fitting = {"fit": _fit_of(entry, arguments), "crop_at": arguments.crop_at}
        layers = LayersRequest.model_validate({**whose, **fitting})
        pool = PoolRequest.model_validate({**whose, **fitting})
        wanted.append(Wanted(layers, pool, None, None, {}, sources))
    return wanted


def _networks(
    arguments: argparse.Namespace, fewest: int, most: int
) -> "tuple[Sequence[NetworkEntry], Sequence[NetworkSource]]":
    """Those that are named, with their weights here, and where they come from."""
    entries, sources = chosen_networks(arguments)
    ids = [entry.network_id for entry in entries]
    if not fewest <= len(set(ids)) == len(ids) <= most:
        raise UsageError(
            f"Expected {fewest} to {most} different networks, got {', '.join(ids) or 'none'}.",
            field="networks",
            hint="Name them, as in --networks efficientnet-lite0,efficientnet-lite1; your models with --model FILE.",
        )
    for entry in entries:
        require_weights(entry)
    return entries, sources


def _fit_of(entry: "NetworkEntry", arguments: argparse.Namespace) -> "Fit | None":
    """How a photo becomes its input; None for its own way, which each of several models has."""
    models = sum(name == "model" for name, _ in getattr(arguments, "said", ()))
    return None if models > 1 or (models == 1 and entry.summary() is None) else arguments.fit


def _summarise(analyses: "Sequence[Analysis]") -> None:
    from tetrascope.report.numbers import percent

    width = max(len(each.network.title) for each in analyses)
    for each in analyses:
        answer = each.pool.original
        say(f"{each.network.title:<{width}}  {answer.label.name}, {percent(answer.probability)}")
