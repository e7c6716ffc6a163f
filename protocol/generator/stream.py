"""Examples of the stream's frames, both directions."""

from tetrascope.api.frames import (
    CancelFrame,
    CancelledFrame,
    DoneFrame,
    ErrorFrame,
    HelloFrame,
    PartFrame,
    ProgressFrame,
    RequestFrame,
)
from tetrascope.api.versions import PROTOCOL_VERSION
from tetrascope.message import Message

from .requests import (
    ACTIVATIONS_REQUEST,
    BOUNDARY_REQUEST,
    INPUTS_REQUEST,
    LAYERS_REQUEST,
    POOL_REQUEST,
    SUPERPIXELS_REQUEST,
)
from .results import (
    ACTIVATIONS,
    BOUNDARY,
    CLUSTERED_LAYER,
    ERROR,
    INPUT,
    POOL,
    POOL_BATCH,
    PREDICTIONS,
    PROGRESS,
    SUPERPIXELS,
)

ID = "7"

STREAM_EXAMPLES: dict[str, Message] = {
    "request_frame": RequestFrame(type="request", id=ID, slot="structure", operation="layers", body=LAYERS_REQUEST),
    "request_frame_activations": RequestFrame(type="request", id=ID, operation="activations", body=ACTIVATIONS_REQUEST),
    "request_frame_pools": RequestFrame(type="request", id=ID, slot="pool", operation="pools", body=POOL_REQUEST),
    "request_frame_boundaries": RequestFrame(type="request", id=ID, operation="boundaries", body=BOUNDARY_REQUEST),
    "request_frame_inputs": RequestFrame(type="request", id=ID, operation="inputs", body=INPUTS_REQUEST),
    "request_frame_superpixels": RequestFrame(type="request", id=ID, operation="superpixels", body=SUPERPIXELS_REQUEST),
    "cancel_frame": CancelFrame(type="cancel", id=ID),
    "hello_frame": HelloFrame(version="0.1.0", protocol=PROTOCOL_VERSION),
    "progress_frame": ProgressFrame(id=ID, progress=PROGRESS),
    "part_frame_predictions": PartFrame(id=ID, sequence=0, kind="predictions", content=PREDICTIONS),
    "part_frame_layer": PartFrame(id=ID, sequence=1, kind="layer", content=CLUSTERED_LAYER),
    "part_frame_activations": PartFrame(id=ID, sequence=0, kind="activations", content=ACTIVATIONS),
    "part_frame_pool_batch": PartFrame(id=ID, sequence=0, kind="pool_batch", content=POOL_BATCH),
    "part_frame_pool": PartFrame(id=ID, sequence=1, kind="pool", content=POOL),
    "part_frame_boundary": PartFrame(id=ID, sequence=0, kind="boundary", content=BOUNDARY),
    "part_frame_input": PartFrame(id=ID, sequence=0, kind="input", content=INPUT),
    "part_frame_superpixels": PartFrame(id=ID, sequence=0, kind="superpixels", content=SUPERPIXELS),
    "done_frame": DoneFrame(id=ID, seconds=2.5),
    "error_frame": ErrorFrame(id=ID, error=ERROR),
    "error_frame_without_request": ErrorFrame(id=None, error=ERROR),
    "cancelled_frame": CancelledFrame(id=ID, reason="cancelled"),
    "cancelled_frame_superseded": CancelledFrame(id=ID, reason="superseded"),
}
