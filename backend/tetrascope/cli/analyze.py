"""`tetrascope analyze`: both scenes of one image, as pictures, numbers and a page."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tetrascope.cli.failure import UsageError
from tetrascope.cli.input_options import add_crop_option, add_fit_option
from tetrascope.cli.network_options import add_network_options, add_weights_options, chosen_network, require_weights
from tetrascope.cli.options import given, merged_label, names, path, rectangle, value_range, window
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import columns, counted, say, shortened
from tetrascope.photos.formats import ONES_OWN, listed
from tetrascope.protocol.groups import GROUPS, SHOWN_GROUPS
from tetrascope.protocol.methods import CRITERIA, FILLS

if TYPE_CHECKING:
    from tetrascope.cli.wanted import Wanted
    from tetrascope.networks.source import NetworkEntry
    from tetrascope.protocol.operations.layers import LayersRequest
    from tetrascope.protocol.operations.pools import PoolRequest
    from tetrascope.report.analysis import Analysis

_MAX_NAME_WIDTH = 60
"""Columns of the terminal."""


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "analyze",
        parents=[common],
        help="analyze an image and write pictures, numbers and a page",
        description="Analyze an image; write index.html, structure.png, pool.png, importance.png and analysis.json.",
        epilog="tetrascope analyze cat --out out/cat",
    )
    parser.add_argument(
        "image",
        type=given,
        metavar="IMAGE",
        help=f"{listed(ONES_OWN)} file (HEIC with tetrascope[heic]), a folder of them, or a sample: cat, coffee, ...",
    )
    parser.add_argument("--out", required=True, type=path, metavar="DIR", help="folder to write to; made if need be")
    add_network_options(parser, "network")
    _add_photo_options(parser)
    _add_structure_options(parser)
    _add_pool_options(parser)
    add_weights_options(parser)
    parser.set_defaults(run=run)


def _add_photo_options(parser: argparse.ArgumentParser) -> None:
    """How the photo becomes the network's input."""
    add_fit_option(parser, "the photo becomes")
    add_crop_option(parser)
    parser.add_argument(
        "--range",
        type=value_range,
        metavar="LOW..HIGH",
        help="numbers of the image that become black and white, for one of 16 bits or fractions "
        "(default: 0 to what the bits of its largest number can hold)",
    )


def _add_structure_options(parser: argparse.ArgumentParser) -> None:
    """What scene 1 shows; its masks' fill is scene 2's too."""
    parser.add_argument(
        "--clusters", type=int, default=3, metavar="K", help="clusters in a layer (default: %(default)s)"
    )
    parser.add_argument(
        "--criterion",
        choices=CRITERIA.names,
        default="entropy",
        help="by what feature maps are clustered (default: entropy)",
    )
    parser.add_argument(
        "--fill", choices=FILLS.names, default="black", help="what masked pixels become (default: black)"
    )
    parser.add_argument(
        "--mask",
        action="append",
        type=rectangle,
        default=[],
        metavar="TOP,LEFT,HEIGHT,WIDTH",
        help="mask a rectangle of the network's input in scene 1, in pixels; may be given again",
    )
    parser.add_argument(
        "--groups",
        choices=GROUPS,
        default=SHOWN_GROUPS,
        help="whose clusters the masked image is drawn by: those of the original, so that both can be compared, or its "
        "own (default: %(default)s)",
    )
    parser.add_argument(
        "--layers", type=names, metavar="NAME,...", help="layers to show, or: all (default: the network's choice)"
    )
    parser.add_argument(
        "--merge",
        action="append",
        type=merged_label,
        default=[],
        metavar="NAME=CLASS,CLASS,...",
        help="tell classes as one label, in both scenes; by name or number; may be given again",
    )


def _add_pool_options(parser: argparse.ArgumentParser) -> None:
    """What scene 2 shows."""
    parser.add_argument(
        "--window",
        action="append",
        type=window,
        metavar="SIZE/STRIDE",
        help="window that slides over the image in scene 2, in pixels; may be given again",
    )
    parser.add_argument(
        "--per-label",
        type=int,
        default=25,
        metavar="N",
        help="images for each of the labels at the corners (default: %(default)s)",
    )
    parser.add_argument(
        "--more-fills",
        type=names,
        default=[],
        metavar="FILL,...",
        help="lay every mask of scene 2 with these fills too, as copies of their own in the same pool",
    )
    parser.add_argument(
        "--refine",
        action="store_true",
        help="lay the smallest window only over the quarter of its positions that matters most by the larger ones",
    )
    parser.add_argument(
        "--label",
        type=given,
        metavar="NAME",
        help="label to examine in scene 2, by name or number (default: the most probable one)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Analyze, write, and say what the network answers."""
    import asyncio

    from tetrascope.cli.image_argument import check_image, read_image
    from tetrascope.cli.output_files import output_folder, write_files
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily

    wanted = _wanted(arguments)
    folder = os.path.expanduser(arguments.image)  # noqa: PTH111  Path's own raises for a user that is not there
    if os.path.isdir(folder):  # noqa: PTH112  likewise for a name that is too long
        return _run_folder(Path(folder), arguments, wanted)
    image = read_image(arguments.image)
    check_image(image, arguments.range)
    with ends_tidily(), output_folder(arguments.out) as folder:
        with progress() as reporter:
            reporter.show("Starting")
            from tetrascope.networks.device import configure_device

            configure_device()  # before anything imports Keras
            from tetrascope.cli.analysis_run import analyze, draw

            analysis = asyncio.run(analyze(image, wanted, reporter))
            files = draw(analysis, reporter)
        write_files(folder, files)
    if arguments.model is not None:
        from tetrascope.cli.own_network import tell_own_network

        tell_own_network(analysis.network)
    _summarise(analysis, folder, list(files))
    return 0


def _run_folder(pictures: Path, arguments: argparse.Namespace, wanted: "Wanted") -> int:
    """The same for every picture in a folder; 1 where none could be analysed."""
    from tetrascope.cli.image_folder import pictures_in
    from tetrascope.cli.output_files import output_folder
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import ends_tidily

    found = pictures_in(pictures, arguments.out)
    with ends_tidily(), output_folder(arguments.out) as folder, progress() as reporter:
        reporter.show("Starting")
        from tetrascope.networks.device import configure_device

        configure_device()  # before anything imports Keras
        from tetrascope.cli.folder_run import analyze_folder

        outcome = analyze_folder(pictures, found, folder, wanted, _settings(arguments), reporter)
    if arguments.model is not None:
        from tetrascope.cli.own_network import tell_own_network

        tell_own_network(outcome.network)
    say(f"{counted(len(outcome.images), 'image')}, {outcome.network.title}")
    if outcome.known:
        say(f"  {outcome.known} of them had been analyzed before")
    for failed in outcome.failed:
        say(f"  {failed.name}: {failed.reason}")
    say(f"Wrote index.html and images.csv to {folder}")
    return 0 if outcome.images else 1


def _settings(arguments: argparse.Namespace) -> str:
    """All that changes what the page of an image says: the options, and of files among them when they were changed."""
    told = {name: value for name, value in sorted(vars(arguments).items()) if name not in {"image", "out", "run"}}
    files = {
        name: (status.st_size, status.st_mtime_ns)
        for name, value in told.items()
        if isinstance(value, Path) and value.is_file()
        for status in [value.stat()]
    }
    return f"{told} {files}"


def _wanted(arguments: argparse.Namespace) -> "Wanted":
    from pydantic import ValidationError

    from tetrascope.cli.wanted import Wanted
    from tetrascope.protocol.masks import Rectangle
    from tetrascope.protocol.operations.layers import LayersRequest
    from tetrascope.protocol.operations.pools import PoolRequest, Window

    chosen = chosen_network(arguments)
    masks = [dict(zip(("top", "left", "height", "width"), numbers, strict=True)) for numbers in arguments.mask]
    windows = [dict(zip(("size", "stride"), numbers, strict=True)) for numbers in arguments.window or []]
    fitting = {"fit": arguments.fit, "crop_at": arguments.crop_at}
    whose = {"image_id": "to come", "network_id": chosen.entry.network_id, "fill": arguments.fill, **fitting}
    try:
        layers = LayersRequest.model_validate(
            {
                **whose,
                "masks": [Rectangle.model_validate(mask) for mask in masks],
                "clusters": arguments.clusters,
                "criterion": arguments.criterion,
                "groups": arguments.groups,
            }
        )
        pool = PoolRequest.model_validate(
            {
                **whose,
                "windows": [Window.model_validate(each) for each in windows] or None,
                "per_label": arguments.per_label,
                "more_fills": arguments.more_fills,
                "refine": arguments.refine,
            }
        )
    except ValidationError as error:
        raise _usage_error(error.errors()[0]["loc"], error.errors()[0]["msg"], error.errors()[0]["input"]) from None
    _check_bounds(layers, pool, chosen.entry)
    require_weights(chosen.entry)
    return Wanted(
        layers, pool, arguments.layers, arguments.label, dict(arguments.merge), chosen.sources, arguments.range
    )


def _check_bounds(layers: "LayersRequest", pool: "PoolRequest", entry: "NetworkEntry") -> None:
    """Raises for masks and windows that do not fit the network's input, where that is known before it is loaded."""
    from tetrascope.cli.input_bounds import check_masks, check_windows

    if entry.input is not None:
        check_masks(layers, *entry.input.size)
        check_windows(pool, *entry.input.size)


def _usage_error(place: tuple[int | str, ...], message: str, value: object) -> UsageError:
    """What pydantic says, in the words of the command line."""
    fields = {
        "top": "masks",
        "left": "masks",
        "height": "masks",
        "width": "masks",
        "size": "windows",
        "stride": "windows",
    }
    name = str(place[0]) if place else ""
    field = fields.get(name, name)
    what = f"{name}: " if name in fields else ""
    return UsageError(f"{what}{message.replace('Input should be', 'Expected')}, got {value}.", field=field)


def _summarise(analysis: "Analysis", folder: Path, files: list[str]) -> None:
    from tetrascope.report.answer_words import answer_words, no_label_holds
    from tetrascope.report.numbers import percent

    say(f"{analysis.image_name}, {analysis.subject.network_title}")
    if analysis.image.note is not None:
        say(f"  {analysis.image.note}")
    classes = analysis.layers.predictions.classes[:5]
    names = [shortened(score.label.name, _MAX_NAME_WIDTH) for score in classes]
    width = max(map(columns, names))
    for name, score in zip(names, classes, strict=True):
        say(f"  {name}{' ' * (width - columns(name))}  {percent(score.probability):>7}")
    if no_label_holds(analysis):
        say(f"  It {answer_words(analysis)}.")
    say(f"Wrote {', '.join(files)} to {folder}")
