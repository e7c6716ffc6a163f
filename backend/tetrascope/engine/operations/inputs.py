"""The image as it enters a network, and what shows through a mask; no network is loaded for it."""

from tetrascope.engine.steps import Steps
from tetrascope.engine.tensor_encoding import tensor_of_image
from tetrascope.engine.workspace import Workspace
from tetrascope.protocol.operations.inputs import Input, InputsRequest


def run(workspace: Workspace, request: InputsRequest) -> Steps[None]:
    """Yield one `Input`."""
    network_input = workspace.networks.input_of(request.network_id)
    image, framing = yield from workspace.picture(request, network_input)
    filled = yield from workspace.fill_image(request, network_input, request.fill)
    yield Input(image=tensor_of_image(image), framing=framing, fill_image=tensor_of_image(filled))
