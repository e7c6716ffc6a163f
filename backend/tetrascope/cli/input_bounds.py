"""Whether masks and windows of the command line lie within the network's input: told before anything slow is loaded."""

from tetrascope.analysis.masks import Box, clip
from tetrascope.engine.pool_plan import plan_pool
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import InvalidInput
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest


def check_masks(request: LayersRequest, height: int, width: int) -> None:
    """Raises `InvalidInput` for a mask wholly outside an input of `height` by `width` pixels."""
    for index, mask in enumerate(request.masks):
        if clip(Box(mask.top, mask.left, mask.height, mask.width), height, width) is None:
            raise InvalidInput(
                f"Expected a mask that touches the network's input of {height} x {width} pixels, got {mask.height} x "
                f"{mask.width} pixels at row {mask.top}, column {mask.left}.",
                field=f"masks[{index}]",
                hint="Coordinates count pixels of the network's input from its top left, not of the file's picture.",
            )


def check_windows(request: PoolRequest, height: int, width: int) -> None:
    """Raises `InvalidInput` for windows that do not fit such an input, `TooLarge` for too many positions."""
    plan_pool(request, height, width, max_images=EngineSettings.max_pool_images)
