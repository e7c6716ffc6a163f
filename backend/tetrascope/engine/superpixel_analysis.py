"""The network's input in superpixels; no network is loaded for it."""

from tetrascope.analysis.superpixels import superpixels
from tetrascope.engine.requests import SuperpixelsRequest
from tetrascope.engine.results import Progress, Superpixels
from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor import tensor_of_labels
from tetrascope.engine.workspace import Workspace


def analyse_superpixels(workspace: Workspace, request: SuperpixelsRequest) -> Steps[None]:
    """Yield one `Superpixels`."""
    height, width = workspace.networks.input_size(request.network_id)
    key = ("superpixels", request.image_id, height, width, request.segments, request.compactness)
    yield (yield from workspace.once(key, lambda: _divide(workspace, request, height, width)))


def _divide(
    workspace: Workspace, request: SuperpixelsRequest, height: int, width: int
) -> Steps[tuple[Superpixels, int]]:
    image = yield from workspace.input_image(request.image_id, height, width)
    yield Progress(done=0, total=1, seconds_left=None, stage="Dividing the image")
    labels = yield from workspace.fitted(superpixels, image, request.segments, request.compactness)
    return Superpixels(count=int(labels.max()) + 1, labels=tensor_of_labels(labels)), labels.nbytes
