"""The image as it enters a network, and what shows through a mask; no network is loaded for it."""

from tetrascope.engine.requests import InputsRequest
from tetrascope.engine.results import Input
from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor import tensor_of_image
from tetrascope.engine.workspace import Workspace


def analyse_input(workspace: Workspace, request: InputsRequest) -> Steps[None]:
    """Yield one `Input`."""
    size = workspace.networks.input_size(request.network_id)
    image = yield from workspace.input_image(request.image_id, *size)
    filled = yield from workspace.fill_image(request.image_id, *size, request.fill)
    yield Input(image=tensor_of_image(image), fill_image=tensor_of_image(filled))
