"""`tetrascope blocks`: a network as a list of blocks, to be looked at, edited and trained."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from tetrascope.cli.failure import EXIT_FAILED
from tetrascope.cli.options import given
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import console, one_line, say, tell, write

if TYPE_CHECKING:
    import keras

    from tetrascope.protocol.blocks import Block, BlockList, MeasuredBlock, MeasuredBlocks

_OPTION_NAMES = dict.fromkeys(("network_id", "run", "model", "blocks", "height", "width", "channels", "data"), "WHAT")
_MODELS = (".keras", ".h5", ".hdf5")
_MAX_CLASSES = 1000
"""As of `tetrascope.training.examples`, which the help must not import."""


class _Found(NamedTuple):
    network: "BlockList"
    told: list[str]
    """What is said of where it comes from."""


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "blocks",
        parents=[common],
        help="show a network as a list of blocks, to be edited and trained",
        description="Show a network as a list of blocks: what each gives out, costs and sees, and why it does not fit. "
        "It is arithmetic: nothing is trained. The exit code is 1 where it cannot be trained.",
        epilog="tetrascope blocks digits --json > mine.json; tetrascope blocks mine.json --keep digits; "
        "tetrascope train digits --network mine.json --keep digits",
    )
    parser.add_argument(
        "what",
        type=given,
        metavar="WHAT",
        help="a run, a network of the catalog that is a chain of blocks, a .keras or .h5 file, or a list: FILE.json. "
        "Where there is no such run: digits, or a folder of classes, for the network that learns it from scratch",
    )
    parser.add_argument("--json", action="store_true", help="write the list, to be edited")
    parser.add_argument("--classes", type=_classes, metavar="N", help="how many classes it should tell apart")
    parser.add_argument(
        "--keep", type=given, metavar="RUN[@EPOCH]", help="say of each block whether the weights of this run would stay"
    )
    parser.set_defaults(run=run, option_names={**_OPTION_NAMES, "keep": "--keep"})


def _classes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 2 <= int(text) <= _MAX_CLASSES):
        raise argparse.ArgumentTypeError(f"expected a number of classes from 2 to {_MAX_CLASSES}, got {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Show or write the list."""
    if sys.stdout is None:
        return EXIT_FAILED
    network, told = _find(arguments.what)
    if arguments.json:
        write(network.json_text(indent=1) + "\n")
        return 0
    from tetrascope.training.measured_blocks import measured_blocks
    from tetrascope.training.own_runs import runs_folder
    from tetrascope.training.run_epoch import kept_source

    keep = None if arguments.keep is None else kept_source(runs_folder(), arguments.keep)
    measured = measured_blocks(network, arguments.classes, keep=keep)
    say(f"Input: {network.height} x {network.width} x {network.channels}")
    _print(network, measured)
    fits = "" if all(each.output for each in measured.blocks) else "What fits has "
    say(f"{fits}{measured.parameters:,} parameters, {measured.multiplications:,} multiply-adds for an image")
    if keep is not None:
        say(f"{measured.kept_parameters:,} of the parameters are kept from {keep.at.named}")
    for line in told:
        say(line)
    if measured.fault is None:
        return 0
    where = "" if measured.fault_at is None else f"{network.blocks[measured.fault_at].name}: "
    tell(f"It cannot be trained. {where}{measured.fault}")
    return EXIT_FAILED


def _find(what: str) -> _Found:
    """The list that is meant.

    Raises:
        NotFound: there is nothing of that name.
        InvalidInput: what there is is no list of blocks, and no chain of them.
    """
    from tetrascope.networks.blocks.block_list import read_block_file
    from tetrascope.training.own_runs import runs_folder
    from tetrascope.training.run_blocks import to_be_edited
    from tetrascope.training.run_name import AT

    file = Path(what).expanduser()
    if file.suffix.lower() == ".json":
        return _Found(read_block_file(file), [])
    if file.suffix.lower() in _MODELS:
        return _Found(_of_file(file), [])
    folder = runs_folder().run(what.partition(AT)[0])
    if folder is not None:
        found = to_be_edited(folder.read())
        changed = [f"Changed from {found.changed_from}: {'; '.join(found.changes)}"] if found.changes else []
        return _Found(found.network, changed)
    return _Found(_of_data(what) or _of_catalog(what), [])


def _of_file(file: Path) -> "BlockList":
    from tetrascope.networks.device import configure_device

    configure_device()  # before anything imports Keras
    from tetrascope.networks.flatten import flatten
    from tetrascope.networks.given_model import read_given

    return _chain(flatten(read_given(file).model))


def _of_catalog(network_id: str) -> "BlockList":
    from tetrascope.networks.device import configure_device

    configure_device()
    from tetrascope.networks.catalog import find_entry

    return _chain(find_entry(network_id).describe().model)


def _chain(model: "keras.Model") -> "BlockList":
    from tetrascope.networks.blocks.model import blocks_of

    return blocks_of(model)


def _of_data(data: str) -> "BlockList | None":
    """Of the network that data are learned with from scratch; None where these are none."""
    from tetrascope.training.data import count_classes, is_embedded
    from tetrascope.training.defaults import make_recipe
    from tetrascope.training.recipe import SCRATCH
    from tetrascope.training.run_blocks import blocks_of_recipe

    if not is_embedded(data) and not Path(data).expanduser().is_dir():
        return None
    return blocks_of_recipe(make_recipe(data, is_embedded(data), start=SCRATCH), count_classes(data))


def _print(network: "BlockList", measured: "MeasuredBlocks") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    names = ["name", "block", "output", "parameters", "multiply-adds", "receptive field"]
    if measured.kept_parameters is not None:
        names.append("weights")
    for name in names:
        side: Literal["left", "right"] = "left" if name in ("name", "block", "weights") else "right"
        table.add_column(name, justify=side, no_wrap=name != "weights")
    for block, each in zip(network.blocks, measured.blocks, strict=True):
        kept = [] if measured.kept_parameters is None else [_kept(each)]
        table.add_row(one_line(block.name), _told(block), *_numbers(each), *kept)
    console(sys.stdout).print(table)


def _numbers(measured: "MeasuredBlock") -> list[str]:
    if measured.output is None:
        return ["does not fit" if measured.reason else "", "", "", ""]
    return [
        " x ".join(map(str, measured.output)),
        f"{measured.parameters:,}",
        f"{measured.multiplications:,}",
        f"{measured.field_rows} x {measured.field_columns}",
    ]


def _kept(measured: "MeasuredBlock") -> str:
    if measured.kept is None:
        return ""
    return "kept" if measured.kept else f"anew: {measured.kept_reason}"


def _told(block: "Block") -> str:
    """A block with its settings, in a few words."""
    settings = block.model_dump(exclude={"kind", "name"})
    if block.kind == "activation":
        return str(block.function)
    what = block.kind.replace("_", " ")
    parts = [what.replace("pooling", f"{settings['of']} pooling") if "of" in settings else what]
    parts += [f"{settings[name]} {name}" for name in ("filters", "units") if name in settings]
    if "rate" in settings:
        parts.append(str(settings["rate"]))
    parts += [f"{settings[name]} x {settings[name]}" for name in ("kernel", "size") if name in settings]
    if settings.get("stride", 1) != 1:
        parts.append(f"stride {settings['stride']}")
    if "padding" in settings:
        parts.append(settings["padding"])
    if settings.get("bias") is False:
        parts.append("no bias")
    return ", ".join(parts)
