"""One image's whole analysis: what is drawn, and what `analysis.json` holds."""

from tetrascope.protocol.images import ImageInfo
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkSummary
from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.layers import Layers, LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolRequest
from tetrascope.report.heading import Subject, subject_of


class Analysis(Message):
    """Both scenes of one image, with everything needed to compute them again."""

    tetrascope: str
    """Version that computed it."""
    image_name: str
    """The file's or sample's name."""
    image: ImageInfo
    """The image, with the hash of its content."""
    network: NetworkSummary
    """The network."""
    layers_request: LayersRequest
    """What scene 1 was asked for."""
    pool_request: PoolRequest
    """What scene 2 was asked for."""
    layers: Layers
    """Scene 1."""
    pool: Pool
    """Scene 2."""
    boundary: Boundary
    """Scene 2's boundary."""

    @property
    def subject(self) -> Subject:
        """What its pictures are about."""
        return subject_of(self.image_name, self.network)


def analysis_json(analysis: Analysis) -> str:
    """Everything as JSON, indented, its bytes as the server writes them. `Analysis.model_validate_json` reads it."""
    return analysis.json_text(indent=1) + "\n"
