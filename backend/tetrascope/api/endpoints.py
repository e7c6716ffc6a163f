"""The table of HTTP endpoints: routes and OpenAPI are both made from it."""

from dataclasses import dataclass
from typing import Literal

from tetrascope.api.frames import Operation
from tetrascope.api.messages import Health, NetworkList, SampleList
from tetrascope.engine.requests import (
    ActivationsRequest,
    AnalysisRequest,
    BoundaryRequest,
    InputsRequest,
    LayersRequest,
    PoolRequest,
    SuperpixelsRequest,
)
from tetrascope.engine.results import (
    Activations,
    Boundary,
    ImageInfo,
    Input,
    Layers,
    NetworkDescription,
    Pool,
    Superpixels,
)
from tetrascope.message import Message
from tetrascope.photos.formats import FROM_ANYONE, listed

REQUESTS: dict[Operation, type[AnalysisRequest]] = {
    "layers": LayersRequest,
    "activations": ActivationsRequest,
    "pools": PoolRequest,
    "boundaries": BoundaryRequest,
    "inputs": InputsRequest,
    "superpixels": SuperpixelsRequest,
}
"""What each operation is asked with, over HTTP and on the stream alike."""

ANSWERS: dict[Operation, type[Message]] = {
    "layers": Layers,
    "activations": Activations,
    "pools": Pool,
    "boundaries": Boundary,
    "inputs": Input,
    "superpixels": Superpixels,
}
"""What each operation is answered with over HTTP, where an answer is one whole."""

STREAM_PATH = "/v1/stream"


@dataclass(frozen=True)
class Endpoint:
    """One HTTP route."""

    method: Literal["GET", "POST"]
    path: str
    name: str
    summary: str
    answer: type[Message]
    request: type[Message] | None = None
    takes_image: bool = False


def _analysis(operation: Operation, summary: str) -> Endpoint:
    return Endpoint("POST", f"/v1/{operation}", operation, summary, ANSWERS[operation], request=REQUESTS[operation])


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", "/v1/health", "health", "Whether the server can work, and what it works with", Health),
    Endpoint("GET", "/v1/networks", "networks", "The catalog of networks", NetworkList),
    Endpoint(
        "GET", "/v1/networks/{network_id}", "network", "One network with its layers and geometry", NetworkDescription
    ),
    Endpoint("GET", "/v1/samples", "samples", "The images that come with Tetrascope", SampleList),
    Endpoint("POST", "/v1/images", "images", f"Upload an image ({listed(FROM_ANYONE)})", ImageInfo, takes_image=True),
    _analysis("layers", "Predictions, and each layer's feature maps in clusters"),
    _analysis("activations", "Feature maps of one layer"),
    _analysis("pools", "The image under a mask at every window position, classified and placed"),
    _analysis("boundaries", "The linear SVM between images that kept the label and images that lost it"),
    _analysis("inputs", "The image as it enters the network, and what shows through a mask"),
    _analysis("superpixels", "The image in pieces of similar colour"),
)
