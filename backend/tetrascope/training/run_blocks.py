"""The list of blocks of a run's network, or of the one that data are learned with from scratch. Light to import."""

from tetrascope.errors import InvalidInput
from tetrascope.protocol.blocks import (
    Activation,
    Block,
    BlockList,
    Convolution,
    Dense,
    GlobalPooling,
    Normalisation,
    Pooling,
    RunBlocks,
)
from tetrascope.training.recipe import SCRATCH, Recipe
from tetrascope.training.run_file import RunFile
from tetrascope.training.run_name import AT


def blocks_of_recipe(recipe: Recipe, class_count: int) -> BlockList | None:
    """The blocks of its network; None of a head, below which are the layers of another network."""
    if not recipe.from_scratch:
        return None
    if recipe.blocks is not None:
        return recipe.blocks
    size = (recipe.input_height, recipe.input_width, recipe.input_channels)
    return scratch_blocks(*size, recipe.filters, class_count)


def scratch_blocks(height: int, width: int, channels: int, filters: list[int], class_count: int) -> BlockList:
    """A small network that is trained from nothing, made to be looked into.

    Each stage halves the map: a convolution of 3 by 3, batch normalisation (Ioffe & Szegedy 2015), ReLU, and the
    largest of 2 by 2. Global average pooling and one dense layer end it (Lin, Chen & Yan 2014, "Network In Network"),
    so that what each last map says for a class can be told exactly.
    """
    blocks: list[Block] = []
    for number, count in enumerate(filters, start=1):
        blocks += [
            Convolution(name=f"block{number}_conv", filters=count, bias=False),
            Normalisation(name=f"block{number}_norm"),
            Activation(name=f"block{number}_relu"),
        ]
        if number < len(filters):
            blocks.append(Pooling(name=f"block{number}_pool"))
    blocks += [GlobalPooling(name="head_pool"), Dense(name="logits", units=class_count)]
    return BlockList(height=height, width=width, channels=channels, blocks=blocks)


def blocks_of_run(run: RunFile) -> BlockList:
    """The blocks of a run's network. Raises `InvalidInput` where it is a head."""
    found = blocks_of_recipe(run.recipe, len(run.class_names))
    if found is None:
        raise InvalidInput(
            f"Expected a run whose network is a list of blocks, got {run.name!r}, a head on {run.recipe.start}, whose "
            "layers stay as they are.",
            field="run",
            hint=f"The blocks of a network from scratch can be edited: begin one on the same data with {SCRATCH}.",
        )
    return found


def to_be_edited(run: RunFile) -> RunBlocks:
    """The same, with where it came from."""
    kept = run.recipe.kept_from
    of_the_same = kept is not None and kept.partition(AT)[0] == run.changed_from
    return RunBlocks(
        network=blocks_of_run(run), changed_from=kept if of_the_same else run.changed_from, changes=run.changes
    )
