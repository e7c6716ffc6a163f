"""What is said of a network that is loaded, and of its classes, as messages."""

from tetrascope.networks.network import Network
from tetrascope.protocol.classes import ClassLabel
from tetrascope.protocol.networks import NetworkDescription, NetworkOutput, NetworkSummary
from tetrascope.protocol.weights import WeightsStatus


def summary_of(network: Network) -> NetworkSummary:
    """What the list of networks says of one that says nothing of itself before it is loaded."""
    megabytes = round(network.bytes / 1e6, 1)
    return NetworkSummary(
        network_id=network.network_id,
        title=network.title,
        input_height=network.input_height,
        input_width=network.input_width,
        input_channels=network.input.channels,
        fit=network.input.fit,
        class_count=network.class_count,
        default=False,
        weights=WeightsStatus(available=True, source=network.source, megabytes=megabytes, how_to_get=None),
        output=NetworkOutput(kind=network.answers.kind, decided=network.answers.decided),
        warnings=list(network.warnings),
    )


def description_of(network: Network, summary: NetworkSummary) -> NetworkDescription:
    """The network with its layers and their geometry."""
    return NetworkDescription(
        summary=summary,
        parameters=network.parameters,
        class_names=[network.class_name(index) for index in range(network.class_count)],
        layers=list(network.layers),
        stages=list(network.stages),
    )


def class_label(network: Network, index: int) -> ClassLabel:
    """A class of the network with its name and meaning."""
    return ClassLabel(index=index, name=network.class_name(index), meaning=network.class_meaning(index))
