"""Examples of what a client sends."""

from tetrascope.engine.requests import (
    ActivationsRequest,
    Bitmap,
    BoundaryRequest,
    InputsRequest,
    LayersRequest,
    PoolRequest,
    Rectangle,
    SuperpixelsRequest,
    Window,
)
from tetrascope.message import Message

IMAGE_ID = "0123456789abcdef0123456789abcdef"
NETWORK_ID = "efficientnet-lite0"

RECTANGLE = Rectangle(top=56, left=84, height=28, width=42)
# 3 rows of 5: .#.#. ##### ..#..
BITMAP = Bitmap(kind="bitmap", top=100, left=20, height=3, width=5, data=bytes([0b01010_111, 0b11_00100_0]))
WINDOW = Window(size=56, stride=28)
LAYERS_REQUEST = LayersRequest(
    image_id=IMAGE_ID,
    network_id=NETWORK_ID,
    fit="crop",
    crop_at=0.25,
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
INPUTS_REQUEST = InputsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, fit="pad", fill="noise")
SUPERPIXELS_REQUEST = SuperpixelsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, segments=100, compactness=0.5)

REQUEST_EXAMPLES: dict[str, Message] = {
    "rectangle": RECTANGLE,
    "bitmap": BITMAP,
    "window": WINDOW,
    "layers_request": LAYERS_REQUEST,
    "layers_request_bitmap": LayersRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, masks=[RECTANGLE, BITMAP]),
    "layers_request_defaults": LayersRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
    "activations_request": ACTIVATIONS_REQUEST,
    "activations_request_defaults": ActivationsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID, layer="stem_conv"),
    "pool_request": POOL_REQUEST,
    "pool_request_refined": POOL_REQUEST.model_copy(update={"refine": True}),
    "pool_request_label": POOL_REQUEST.model_copy(update={"label": 285}),
    "pool_request_defaults": PoolRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
    "boundary_request": BOUNDARY_REQUEST,
    "inputs_request": INPUTS_REQUEST,
    "inputs_request_defaults": InputsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
    "superpixels_request": SUPERPIXELS_REQUEST,
    "superpixels_request_defaults": SuperpixelsRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
}
