"""What a list of blocks would be as a network, in the words of the protocol. Pure arithmetic; light to import."""

from collections.abc import Sequence

from tetrascope.networks.blocks.kept_weights import KeptWeights, kept_weights
from tetrascope.networks.blocks.measures import BlockMeasure, fault, measure
from tetrascope.protocol.blocks import MAX_TRAINED_SIDE, MIN_TRAINED_SIDE, BlockList, MeasuredBlock, MeasuredBlocks
from tetrascope.training.run_epoch import KeptSource


def measured_blocks(
    network: BlockList, classes: Sequence[str] | int | None = None, keep: KeptSource | None = None
) -> MeasuredBlocks:
    """What there is to say of a list.

    Args:
        network: the list.
        classes: what it should tell apart, or how many classes; None for any 2 or more.
        keep: the run whose weights are to stay where they fit.
    """
    stay: dict[str, KeptWeights] = {}
    if keep is not None:
        same = classes is None or isinstance(classes, int) or list(classes) == keep.run.class_names
        stay = {each.name: each for each in kept_weights(keep.blocks, network, same_classes=same)}
    measures = measure(network)
    parameters = sum(each.parameters or 0 for each in measures)
    staying = sum(each.parameters or 0 for each in measures if each.block.name in stay and stay[each.block.name].kept)
    count = classes if classes is None or isinstance(classes, int) else len(classes)
    place, why = fault_of(network, count) or (None, None)
    return MeasuredBlocks(
        blocks=[_measured(each, stay.get(each.block.name)) for each in measures],
        parameters=parameters,
        multiplications=sum(each.multiplications or 0 for each in measures),
        fault_at=place,
        fault=why,
        kept_parameters=None if keep is None else staying,
    )


def fault_of(network: BlockList, class_count: int | None) -> tuple[int | None, str] | None:
    """The place of the first block that does not fit, and why a list cannot be trained; None where it can.

    Where the size of its input is the reason, there is no place.
    """
    if not all(MIN_TRAINED_SIDE <= side <= MAX_TRAINED_SIDE for side in (network.height, network.width)):
        return None, (
            f"The input has {network.height} × {network.width} pixels; from {MIN_TRAINED_SIDE} to {MAX_TRAINED_SIDE} a "
            "side can be trained. Give it another size."
        )
    return fault(network, class_count)


def _measured(measured: BlockMeasure, stays: KeptWeights | None) -> MeasuredBlock:
    return MeasuredBlock(
        output=None if measured.output is None else list(measured.output),
        parameters=measured.parameters,
        multiplications=measured.multiplications,
        field_rows=None if measured.field is None else measured.field[0],
        field_columns=None if measured.field is None else measured.field[1],
        reason=measured.reason,
        kept=None if stays is None else stays.kept,
        kept_reason=None if stays is None else stays.reason,
    )
