"""`tetrascope train`: teach a network pictures of one's own, or an embedded set."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tetrascope.cli.failure import UsageError, option_of
from tetrascope.cli.input_options import FITS
from tetrascope.cli.options import given, path
from tetrascope.cli.subcommands import Subcommands
from tetrascope.cli.terminal import tell
from tetrascope.errors import TetrascopeError
from tetrascope.photos.formats import ONES_OWN, listed

if TYPE_CHECKING:
    from tetrascope.training.asked_blocks import AskedBlocks
    from tetrascope.training.recipe import Recipe
    from tetrascope.training.run_folder import RunFolder
    from tetrascope.training.watcher import Watcher

_OPTION_NAMES = {
    "data": "DATA",
    "start": "--from",
    "network_id": "--from",
    "epochs": "--epochs",
    "batch": "--batch",
    "seed": "--seed",
    "learning_rate": "--learning-rate",
    "validation_share": "--validation",
    "name": "--name",
    "run": "--resume",
    "deleted": "--delete",
    "input_size": "--size",
    "blocks": "--network",
    "height": "--network",
    "width": "--network",
    "keep": "--keep",
    "changed_from": "--changed-from",
}
_NICE = 10
"""How much a run in the background gives way to others."""
_OF_NEW_RUNS = (
    "start",
    "network",
    "keep",
    "changed_from",
    "input_size",
    "fit",
    "batch",
    "learning_rate",
    "validation_share",
    "seed",
    "name",
)
"""Options that a run has for good from its beginning on."""


def add_command(commands: Subcommands, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "train",
        parents=[common],
        help="train a network on your own pictures, and look into it",
        description="Train a network on a folder of classes or an embedded set. All is kept as a run, which can be "
        "gone on with after it was stopped or killed. Its network is asked for by the run's name wherever a network "
        "is, as it was after an epoch by NAME@EPOCH.",
        epilog="tetrascope train photos; tetrascope analyze photos/cats/tom.jpg --network photos --out out",
    )
    parser.add_argument(
        "data",
        nargs="?",
        type=given,
        metavar="DATA",
        help=f"folder that holds a folder of pictures ({listed(ONES_OWN)}) for each class; or: digits, handwritten, of "
        "scikit-learn. With --resume: where the folder of that run is now",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--resume", type=given, metavar="RUN", help="go on with a run that was stopped or killed")
    what.add_argument("--list", action="store_true", help="list the runs")
    what.add_argument("--delete", type=given, metavar="RUN", help="delete a run that is not trained now")
    parser.add_argument("--yes", action="store_true", help="of --delete: without asking")
    parser.add_argument("--json", action="store_true", help="of --list: write JSON")
    parser.add_argument(
        "--epochs",
        type=int,
        metavar="N",
        help="how often every picture is seen (default: 20); with --resume: how often in all, what is done included",
    )
    parser.add_argument("--background", type=path, help=argparse.SUPPRESS)  # for a server that starts runs
    _add_options_of_new_runs(parser)
    parser.set_defaults(run=run, option_names=_OPTION_NAMES)


def _add_options_of_new_runs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from",
        dest="start",
        type=given,
        metavar="START",
        help="scratch, or a network of the catalog that keeps its layers and gets a new head (default: scratch for "
        "digits, efficientnet-lite0 for pictures of yours)",
    )
    parser.add_argument(
        "--network",
        type=path,
        metavar="FILE.json",
        help="the network, from scratch, as a list of blocks (see: tetrascope blocks)",
    )
    parser.add_argument(
        "--keep",
        type=given,
        metavar="RUN[@EPOCH]",
        help="keep the weights of a run where they fit the blocks; without --network its own blocks are trained",
    )
    parser.add_argument("--changed-from", type=given, help=argparse.SUPPRESS)  # the run whose list was edited
    parser.add_argument("--name", type=given, metavar="NAME", help="what the run is called (default: by its data)")
    parser.add_argument("--seed", type=int, metavar="N", help="decides split, first weights and order (default: 0)")
    parser.add_argument(
        "--validation",
        dest="validation_share",
        type=float,
        metavar="SHARE",
        help="share of each class that is put aside (default: 0.2)",
    )
    parser.add_argument(
        "--size",
        dest="input_size",
        type=int,
        metavar="SIDE",
        help="rows and columns of the input from scratch (default: 32 for digits, 96 for pictures of yours)",
    )
    parser.add_argument(
        "--fit", choices=FITS, help="how pictures become the input: crop, squash or pad (default: crop)"
    )
    parser.add_argument("--batch", type=int, metavar="N", help="pictures of a step (default: 32)")
    parser.add_argument("--learning-rate", type=float, metavar="RATE", help="of the optimizer, Adam (default: 0.001)")


def run(arguments: argparse.Namespace) -> int:
    """Train, or list."""
    from tetrascope.training.own_runs import runs_folder

    _require_one(arguments)
    if arguments.delete is not None:
        from tetrascope.cli.training_deletion import delete_run

        return delete_run(runs_folder(), arguments.delete, asking=not arguments.yes)
    if arguments.list:
        from tetrascope.cli.training_list import list_runs

        return list_runs(runs_folder(), as_json=arguments.json)
    return _run(arguments) if arguments.background is None else _run_in_background(arguments)


def _require_one(arguments: argparse.Namespace) -> None:
    """Raises `UsageError` where it is not said what to do, or two things are."""
    asked = arguments.list or arguments.delete is not None
    if arguments.data is None and arguments.resume is None and not asked:
        raise UsageError(
            "Expected DATA, --resume, --list or --delete, got none of them.", hint="tetrascope train --help says more."
        )
    if arguments.data is not None and asked:
        option = "--list" if arguments.list else "--delete"
        raise UsageError(f"Expected {option} alone, got DATA too.", hint="Leave one of them out.")


def _run_in_background(arguments: argparse.Namespace) -> int:
    """The same for a server: with low priority, and with its error in the file for the server."""
    from tetrascope.training.run_report import report_error

    if hasattr(os, "nice"):
        os.nice(_NICE)
    try:
        return _run(arguments)
    except TetrascopeError as error:
        report_error(arguments.background, error)
        raise


def _run(arguments: argparse.Namespace) -> int:
    from tetrascope.training.own_runs import runs_folder

    if arguments.resume is not None:
        _refuse_needless(arguments)
        folder = runs_folder().require(arguments.resume)
        if arguments.data is not None:
            _move_data(folder, arguments.data)
        return 0 if _is_done(folder, arguments.epochs) else _train(None, folder, arguments)
    return _train(_asked(arguments), None, arguments)


def _move_data(folder: "RunFolder", data: str) -> None:
    """Have a run go on with its pictures where they are now."""
    from tetrascope.training.moved_data import move_data

    note = move_data(folder, Path(data).expanduser())
    tell(note)


def _is_done(folder: "RunFolder", epochs: int | None) -> bool:
    """Whether a run has nothing left to do; then what came of it is told once more."""
    from tetrascope.cli.training_outcome import tell_results

    results = folder.results() if folder.state() == "finished" else None
    if results is None or epochs not in (None, results.epoch):
        return False
    tell(f"{folder.name} is finished. It learns more with more epochs than {results.epoch}: --epochs")
    tell_results(folder, results)
    return True


def _refuse_needless(arguments: argparse.Namespace) -> None:
    needless = [name for name in _OF_NEW_RUNS if getattr(arguments, name) is not None]
    if needless:
        option = _OPTION_NAMES.get(needless[0]) or option_of(needless[0])
        raise UsageError(
            f"Expected --resume without {option}, got both: a run keeps what it was begun with.",
            hint="Only the number of --epochs can change.",
        )


class _Asked(NamedTuple):
    """A new run."""

    recipe: "Recipe"
    changed_from: str | None


def _asked(arguments: argparse.Namespace) -> _Asked:
    """What is to be trained; all that can be checked before pictures are read is checked here."""
    from tetrascope.training.data import is_embedded
    from tetrascope.training.defaults import make_recipe

    asked = _blocks(arguments)
    given_options = {
        "start": arguments.start,
        "side": arguments.input_size,
        "fit": arguments.fit,
        "epochs": arguments.epochs,
        "batch": arguments.batch,
        "learning_rate": arguments.learning_rate,
        "validation_share": arguments.validation_share,
        "seed": arguments.seed,
    }
    chosen = {name: value for name, value in given_options.items() if value is not None}
    if asked is not None:
        chosen |= {"blocks": asked.blocks, "kept_from": asked.kept_from}
    recipe = make_recipe(arguments.data, is_embedded(arguments.data), **chosen)
    return _Asked(recipe, None if asked is None else asked.changed_from)


def _blocks(arguments: argparse.Namespace) -> "AskedBlocks | None":
    """The list of blocks that is asked for, and whose weights it keeps."""
    if arguments.network is None and arguments.keep is None:
        return None
    from tetrascope.networks.blocks.block_list import read_block_file
    from tetrascope.training.asked_blocks import asked_blocks
    from tetrascope.training.data import count_classes
    from tetrascope.training.own_runs import runs_folder

    blocks = None if arguments.network is None else read_block_file(arguments.network)
    if arguments.background is not None and arguments.network is not None:
        arguments.network.unlink(missing_ok=True)  # a server has put it there for this process alone
    return asked_blocks(
        runs_folder(),
        count_classes(arguments.data),
        blocks=blocks,
        keep=arguments.keep,
        changed_from=arguments.changed_from,
    )


def _train(asked_for: "_Asked | None", folder: "RunFolder | None", arguments: argparse.Namespace) -> int:
    """A new run, or one that is gone on with."""
    from tetrascope.cli.progress_reporter import progress
    from tetrascope.cli.termination import notes_being_asked
    from tetrascope.cli.training_outcome import tell_begun, tell_results, tell_stopped
    from tetrascope.training.own_runs import runs_folder
    from tetrascope.training.run_report import ReportFile

    material, epochs = None, arguments.epochs
    named = None if asked_for is None else _name(arguments, asked_for.recipe)
    with notes_being_asked() as asked, progress() as reporter:
        watcher: Watcher = reporter
        if arguments.background is not None:
            watcher = ReportFile(arguments.background, reporter)
        watcher.show("Starting")
        from tetrascope.networks.device import configure_device

        configure_device()  # before anything imports Keras
        from tetrascope.training.training_run import begin_run, train_run
        from tetrascope.training.watcher import Stopped

        if asked_for is not None and named is not None:
            try:
                folder, run, material = begin_run(
                    runs_folder(), *named, asked_for.recipe, watcher, asked, asked_for.changed_from
                )
            except Stopped:
                tell("Stopped before anything was written.")
                return asked.exit_code
            tell_begun(run)
            epochs = None
        assert folder is not None
        results = train_run(folder, watcher, asked, material, epochs)
    if results is None:
        tell_stopped(folder)
        return asked.exit_code
    tell_results(folder, results)
    return 0


def _name(arguments: argparse.Namespace, recipe: "Recipe") -> tuple[str, bool]:
    """What a new run is called, and whether that is what a person said."""
    from tetrascope.training.own_runs import runs_folder
    from tetrascope.training.run_folder import name_taken
    from tetrascope.training.run_name import check_name, name_from

    if arguments.name is None:
        return name_from(Path(recipe.data).name), False
    check_name(arguments.name)
    if runs_folder().run(arguments.name) is not None:
        raise name_taken(arguments.name)
    return arguments.name, True
