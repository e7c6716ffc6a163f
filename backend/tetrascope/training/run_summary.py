"""A run as it stands, in the words of the protocol. Light to import, and what it costs does not grow with the curve."""

from pathlib import Path

from tetrascope.protocol.training import TrainingRun
from tetrascope.training.curve import read_last_epoch
from tetrascope.training.run_file import RunFile
from tetrascope.training.run_folder import RunFolder
from tetrascope.training.run_report import read_report


def summary_of(folder: RunFolder) -> TrainingRun:
    """What is said of a run.

    Raises:
        NotFound: there is no such run.
        Failed: its file is damaged.
    """
    run = folder.read()
    last = read_last_epoch(folder.measures_file)
    state = folder.state()
    return TrainingRun(
        name=run.name,
        state=state,
        problem=_problem(folder) if state == "stopped" else None,
        data=data_name(run),
        kind="digits" if run.recipe.embedded else "folder",
        start=run.recipe.start,
        epochs=run.recipe.epochs,
        epochs_done=last.epoch if last else 0,
        batch=run.recipe.batch,
        learning_rate=run.recipe.learning_rate,
        seed=run.recipe.seed,
        began=run.began,
        class_names=run.class_names,
        training=run.training,
        validation=run.validation,
        validation_share=run.recipe.validation_share,
        skipped=len(run.skipped),
        steps=run.steps,
        parameters=run.parameters,
        seconds=last.seconds if last else 0.0,
        loss=last.loss if last else None,
        accuracy=last.accuracy if last else None,
        validation_loss=last.validation_loss if last else None,
        validation_accuracy=last.validation_accuracy if last else None,
        changed_from=run.changed_from,
        kept_from=run.recipe.kept_from,
        own_blocks=run.recipe.from_scratch and not run.recipe.filters,
        can_change=run.recipe.from_scratch,
        kept_epochs=folder.snapshots(),
        notes=run.notes,
    )


def _problem(folder: RunFolder) -> str | None:
    """Why the process that a server started ended; None where somebody else has trained it since."""
    error = read_report(folder.report_file).error
    return None if error is None else " ".join(filter(None, (error.message, error.hint)))


def data_name(run: RunFile) -> str:
    """What its data are called: a folder without what is above it, which is nobody's affair."""
    return run.recipe.data if run.recipe.embedded else Path(run.recipe.data).name
