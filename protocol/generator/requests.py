"""Examples of what a client sends."""

from tetrascope.engine.requests import (
    ActivationsRequest,
    BoundaryRequest,
    LayersRequest,
    PoolRequest,
    Rectangle,
    Window,
)
from tetrascope.message import Message

IMAGE_ID = "0123456789abcdef0123456789abcdef"
NETWORK_ID = "efficientnet-lite0"

RECTANGLE = Rectangle(top=56, left=84, height=28, width=42)
WINDOW = Window(size=56, stride=28)
LAYERS_REQUEST = LayersRequest(
    image_id=IMAGE_ID,
    network_id=NETWORK_ID,
    masks=[RECTANGLE, Rectangle(top=-10, left=200, height=40, width=40)],
    fill="blur",
    clusters=4,
    layers=["stem_conv"],
)
ACTIVATIONS_REQUEST = ActivationsRequest(
    image_id=IMAGE_ID, network_id=NETWORK_ID, layer="stem_conv", channels=[5, 0, 31]
)
POOL_REQUEST = PoolRequest(
    image_id=IMAGE_ID, network_id=NETWORK_ID, windows=[Window(size=84, stride=42), WINDOW], fill="mean", per_label=5
)
BOUNDARY_REQUEST = BoundaryRequest(pool=POOL_REQUEST)

REQUEST_EXAMPLES: dict[str, Message] = {
    "rectangle": RECTANGLE,
    "window": WINDOW,
    "layers_request": LAYERS_REQUEST,
    "layers_request_defaults": LayersRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
    "activations_request": ACTIVATIONS_REQUEST,
    "activations_request_defaults": ActivationsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, layer="stem_conv"),
    "pool_request": POOL_REQUEST,
    "pool_request_defaults": PoolRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
    "boundary_request": BOUNDARY_REQUEST,
}
