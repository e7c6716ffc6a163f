"""The network's input in superpixels; no network is loaded for it."""

import numpy as np

from tetrascope.analysis.superpixels import superpixels
from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor_encoding import tensor_of_labels
from tetrascope.engine.workspace import Workspace, picture_key
from tetrascope.networks.fit import inside
from tetrascope.networks.network_input import NetworkInput
from tetrascope.protocol.operations.superpixels import Superpixels, SuperpixelsRequest
from tetrascope.protocol.progress import Progress


def run(workspace: Workspace, request: SuperpixelsRequest) -> Steps[None]:
    """Yield one `Superpixels`."""
    network_input = workspace.networks.input_of(request.network_id)
    key = ("superpixels", *picture_key(request, network_input), request.segments, request.compactness)
    yield (yield from workspace.get_or_compute(key, lambda: _divide(workspace, request, network_input)))


def _divide(
    workspace: Workspace, request: SuperpixelsRequest, network_input: NetworkInput
) -> Steps[tuple[Superpixels, int]]:
    image, framing = yield from workspace.picture(request, network_input)
    yield Progress(done=0, total=1, seconds_left=None, stage="Dividing the image")
    photo = image[inside(framing)]
    found = yield from workspace.fitted(superpixels, photo, request.segments, request.compactness)
    labels = found
    if photo.size < image.size:  # what was padded is one more piece, whatever its colour
        labels = np.full(image.shape[:2], found.max() + 1, np.uint16)
        labels[inside(framing)] = found
    return Superpixels(count=int(labels.max()) + 1, labels=tensor_of_labels(labels)), labels.nbytes
