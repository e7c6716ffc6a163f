"""The weights that a run begins with where it keeps those of another."""

import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import Failed
from tetrascope.networks.blocks.kept_weights import KeptWeights, carry_weights, kept_weights
from tetrascope.networks.blocks.measures import measure
from tetrascope.networks.weight_file import file_identity
from tetrascope.protocol.blocks import BlockList
from tetrascope.training.array_file import packed, unpacked
from tetrascope.training.durable_file import write_durably
from tetrascope.training.run_epoch import KeptSource
from tetrascope.training.run_folder import RunFolder

if TYPE_CHECKING:
    import keras

_ENCODING = "ascii"


class FirstWeights(NamedTuple):
    """What a run begins with."""

    weights: list[NDArray[Any]]
    """As of `Learner.weights`."""
    learned_from: frozenset[str]
    """Digests of the pictures that those which were kept had learned from, see `Examples.digests`."""


class KeptBeginning(NamedTuple):
    """What came of keeping weights."""

    first: FirstWeights
    identity: str
    """Which weights they were kept from."""
    notes: list[str]
    """What a person may want to know of it, in sentences."""


def begin_with_kept(
    source: KeptSource, model: "keras.Model", blocks: BlockList, class_names: list[str]
) -> KeptBeginning:
    """Give a new model the weights of a run where they fit.

    Args:
        source: the run.
        model: of the new list, with its first weights.
        blocks: the new list.
        class_names: what it tells apart.

    Raises:
        Failed: the weights are damaged.
    """
    from tetrascope.training.trained_model import trained_model

    file = source.at.folder.snapshot_file(source.at.epoch)
    try:
        arrays, _ = unpacked(file.read_bytes())
        before = trained_model(source.run.recipe, len(source.run.class_names), arrays)
        identity = file_identity(file)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise Failed(
            f"Expected the weights of {source.at.named}, got a damaged {str(file)!r}.",
            hint="Keep those of another epoch: RUN@EPOCH.",
        ) from error
    kept = kept_weights(source.blocks, blocks, same_classes=source.run.class_names == class_names)
    carry_weights(before, model, kept)
    first = FirstWeights(model.get_weights(), learned_from(source.at.folder, source.at.epoch))
    return KeptBeginning(first, identity, [_told(source, blocks, kept)])


def note_of_known(source: str, aside: list[str], first: FirstWeights) -> str | None:
    """What is said where pictures that are put aside, by their digests, were learned from before."""
    known = sum(digest in first.learned_from for digest in aside)
    if not known:
        return None
    return (
        f"{known} of the {len(aside)} pictures put aside were learned from by {source}, whose weights were kept: "
        "what is told of them is too good. With the same seed and the same share put aside, none is."
    )


def learned_from(folder: RunFolder, epoch: int) -> frozenset[str]:
    """Digests of the pictures that a run's network has learned from by an epoch, those of kept weights among them."""
    before = frozenset[str]() if (first := read_first(folder)) is None else first.learned_from
    own = (each.digest for each in folder.examples() if not each.validation) if epoch else ()
    return before | frozenset(own)


def write_first(folder: RunFolder, first: FirstWeights) -> None:
    """Keep them with the run, which then does without the other."""
    digests = np.array(sorted(each.encode(_ENCODING) for each in first.learned_from), np.bytes_)
    write_durably(folder.first_file, packed(first.weights, learned_from=digests))


def read_first(folder: RunFolder) -> FirstWeights | None:
    """What a run begins with; None of one that keeps no weights. Raises `Failed` where it is damaged."""
    try:
        weights, named = unpacked(folder.first_file.read_bytes())
        return FirstWeights(weights, frozenset(each.decode(_ENCODING) for each in named["learned_from"].tolist()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Failed(
            f"Expected the weights that a run begins with, got a damaged {str(folder.first_file)!r}.",
            hint="Train anew.",
        ) from error


def _told(source: KeptSource, blocks: BlockList, kept: list[KeptWeights]) -> str:
    sizes = {each.block.name: each.parameters or 0 for each in measure(blocks)}
    staying = sum(sizes[each.name] for each in kept if each.kept)
    told = f"Weights are kept from {source.at.named}: {staying:,} of {sum(sizes.values()):,} numbers."
    anew = [each.name for each in kept if not each.kept]
    return f"{told} These blocks begin anew: {', '.join(anew)}." if anew else told
