"""Beginning a run, and training it to its end from wherever it stands."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import keras
import numpy as np

from tetrascope.errors import InvalidInput
from tetrascope.networks.blocks.changes import changes
from tetrascope.networks.blocks.model import build_model
from tetrascope.networks.device import compute_deterministically
from tetrascope.training.asked_blocks import check_blocks, list_before
from tetrascope.training.batches import plan_batches
from tetrascope.training.durable_file import told_of_the_disk, write_durably
from tetrascope.training.first_weights import begin_with_kept, note_of_known, read_first, write_first
from tetrascope.training.head import build_head
from tetrascope.training.learner import Learner
from tetrascope.training.material import Material, read_again, read_material, write_features
from tetrascope.training.measures import EpochMeasure
from tetrascope.training.recipe import MAX_EPOCHS, Recipe
from tetrascope.training.recipe_input import input_of_recipe
from tetrascope.training.results import Results, results_of
from tetrascope.training.run_blocks import blocks_of_recipe
from tetrascope.training.run_epoch import kept_source
from tetrascope.training.run_file import FORM, ExampleRecord, RunFile, versions
from tetrascope.training.run_folder import RunFolder, RunsFolder
from tetrascope.training.split import Split, stratified_split
from tetrascope.training.trained_model import trained_model
from tetrascope.training.trainer import Trainer
from tetrascope.training.watcher import Stopped, StoppedByAsking, Watcher


class BegunRun(NamedTuple):
    """A run of which nothing is learned yet."""

    folder: RunFolder
    run: RunFile
    material: Material


def begin_run(
    runs: RunsFolder,
    name: str,
    exactly: bool,
    recipe: Recipe,
    watcher: Watcher,
    stopping: Callable[[], bool],
    changed_from: str | None = None,
) -> BegunRun:
    """Read the data and write down what is to be trained.

    Args:
        runs: where runs are kept.
        name: what to call it.
        exactly: whether it is called so or not at all; else a number may follow.
        recipe: what to train.
        watcher: is told how far it is.
        stopping: whether to stop.
        changed_from: the run whose list of blocks was edited.

    Raises:
        Stopped: before anything was written.
        InvalidInput: the data do not do, the blocks do not fit their classes, or the name is taken.
        NotFound: there are no such data, or there is no such run any more.
        WeightsUnavailable: the network whose layers are to be kept has no weights here.
        Failed: the disk does not take it.
    """
    compute_deterministically()
    source = None if recipe.kept_from is None else kept_source(runs, recipe.kept_from)
    before = None if changed_from is None else list_before(runs, changed_from)
    examples, material, start_identity = read_material(recipe, StoppedByAsking(watcher, stopping))
    blocks = blocks_of_recipe(recipe, len(examples.class_names))
    if blocks is not None:
        check_blocks(blocks, len(examples.class_names))
    recipe = recipe.model_copy(update={"start_identity": start_identity, "blocks": blocks})
    split = stratified_split(examples.labels, recipe.validation_share, recipe.seed)
    aside = {*split.validation.tolist()}
    model, kept = _model(recipe, material, len(examples.class_names)), None
    if source is not None and blocks is not None:
        kept = begin_with_kept(source, model, blocks, examples.class_names)
        recipe = recipe.model_copy(update={"kept_from": source.at.named, "kept_identity": kept.identity})
    folder = runs.new(name, exactly=exactly)
    folder.write_examples(
        [
            ExampleRecord(name=name, label=label, digest=digest, validation=place in aside)
            for place, (name, label, digest) in enumerate(
                zip(examples.names, examples.labels.tolist(), examples.digests, strict=True)
            )
        ]
    )
    if not recipe.from_scratch:
        write_features(folder, material.inputs)
    notes = list(examples.notes)
    if kept is not None and source is not None:
        write_first(folder, kept.first)
        known = note_of_known(source.at.named, [examples.digests[place] for place in sorted(aside)], kept.first)
        notes += [*kept.notes, *([] if known is None else [known])]
    run = RunFile(
        form=FORM,
        name=folder.name,
        began=datetime.now(UTC).isoformat(timespec="seconds"),
        recipe=recipe,
        fingerprint=examples.fingerprint,
        class_names=examples.class_names,
        training=len(split.training),
        validation=len(split.validation),
        skipped=examples.skipped,
        notes=notes,
        steps=plan_batches(len(split.training), recipe.batch, recipe.seed).steps,
        parameters=int(model.count_params()),
        changed_from=changed_from,
        changes=[] if before is None or blocks is None else changes(before, blocks),
        versions=versions(),
    )
    folder.write(run)
    return BegunRun(folder, run, material)


def train_run(
    folder: RunFolder,
    watcher: Watcher,
    stopping: Callable[[], bool],
    material: Material | None = None,
    epochs: int | None = None,
) -> Results | None:
    """Train a run to its last epoch, from wherever it stands; on one machine always along the same curve.

    Args:
        folder: the run's.
        watcher: is told how far it is.
        stopping: whether to stop, asked between two steps; so is the run's folder, see `RunFolder.ask_to_stop`.
        material: its examples where they have just been read; else they are read, and have to be the same as before.
        epochs: how many there are to be from now on; None for as many as before.

    Returns:
        How well it answers; None where it was stopped, and can be gone on with.

    Raises:
        Busy: another process trains it.
        InvalidInput: the pictures are not the same any more, or more epochs have ended than there should be.
        Failed: something of it is damaged, the disk takes no more, or the loss is no number any more.
    """
    compute_deterministically()
    with folder.training():
        folder.forget_asking()
        stopping = _either(stopping, folder.asked_to_stop)
        run = _with_epochs(folder, folder.read(), epochs)
        records = folder.examples()
        if material is None:
            try:
                material = read_again(folder, run, records, StoppedByAsking(watcher, stopping))
            except Stopped:
                return None
        recipe, split = run.recipe, _split(records)
        folder.forget_report()
        watcher.show("Building the network")
        network_input = input_of_recipe(recipe)
        learner = Learner(
            _first_model(folder, run, material),
            material.inputs,
            material.labels,
            network_input.prepare if recipe.from_scratch else np.asarray,
            recipe.learning_rate,
        )
        plan = plan_batches(run.training, recipe.batch, recipe.seed)
        trainer = Trainer(folder, learner, plan, split, recipe.epochs, watcher, stopping)
        if not trainer.train():
            return None
        results = _results(folder, run, learner, split, [each.name for each in records], trainer.seconds)
        watcher.show("Writing the network")
        _write_network(folder, recipe, learner)
        folder.write_results(results)
        return results


def _either(one: Callable[[], bool], other: Callable[[], bool]) -> Callable[[], bool]:
    return lambda: one() or other()


def _with_epochs(folder: RunFolder, run: RunFile, epochs: int | None) -> RunFile:
    """The run with another number of epochs, written down."""
    if epochs is None or epochs == run.recipe.epochs:
        return run
    last = folder.last_epoch()
    if not (0 if last is None else last.epoch) < epochs <= MAX_EPOCHS:
        raise InvalidInput(
            f"Expected more epochs than the run has behind it, and at most {MAX_EPOCHS}, got {epochs}.", field="epochs"
        )
    changed = run.model_copy(update={"recipe": run.recipe.model_copy(update={"epochs": epochs})})
    folder.forget_results()
    folder.write(changed)
    return changed


def _model(recipe: Recipe, material: Material, class_count: int) -> keras.Model:
    """What learns, with its first weights."""
    blocks = blocks_of_recipe(recipe, class_count)
    if blocks is not None:
        return build_model(blocks, recipe.seed)
    return build_head(material.inputs.shape[1], class_count, recipe.seed)


def _first_model(folder: RunFolder, run: RunFile, material: Material) -> keras.Model:
    """The same of a run, with the weights that it keeps of another."""
    model, first = _model(run.recipe, material, len(run.class_names)), read_first(folder)
    if first is not None:
        model.set_weights(first.weights)
    return model


def _split(records: list[ExampleRecord]) -> Split:
    aside = np.array([each.validation for each in records])
    return Split(np.flatnonzero(~aside), np.flatnonzero(aside))


def _results(
    folder: RunFolder, run: RunFile, learner: Learner, split: Split, names: list[str], seconds: float
) -> Results:
    ended = [each for each in folder.measures() if isinstance(each, EpochMeasure)]
    kept = {*folder.snapshots()}
    best = min((each for each in ended if each.epoch in kept), key=lambda each: (each.validation_loss, each.epoch))
    return results_of(
        learner.logits(split.validation),
        learner.labels[split.validation],
        [names[place] for place in split.validation],
        run.class_names,
        epoch=run.recipe.epochs,
        best_epoch=best.epoch,
        seconds=seconds,
    )


def _write_network(folder: RunFolder, recipe: Recipe, learner: Learner) -> None:
    """The whole network as one file of Keras's, for other programs."""
    model = trained_model(recipe, learner.model.output_shape[-1], learner.weights())
    with told_of_the_disk(folder.network_file), tempfile.TemporaryDirectory(dir=folder.path, prefix=".") as place:
        file = Path(place) / "network.keras"
        model.save(file)
        content = file.read_bytes()
    write_durably(folder.network_file, content)
