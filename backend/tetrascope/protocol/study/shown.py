"""What of Tetrascope a participant sees in a condition of a study."""

from typing import Annotated

from pydantic import Field, GetPydanticSchema
from pydantic_core import core_schema

from tetrascope.protocol.columns_view import SHOWN_VIEW, ColumnsView
from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.groups import SHOWN_GROUPS, Groups
from tetrascope.protocol.merged_labels import Merged
from tetrascope.protocol.message import Message
from tetrascope.protocol.scene import SCENES

_COLOUR_MAPS = [each.name for each in SCENES.colours.colour_maps]
ColourMapName = Annotated[str, GetPydanticSchema(lambda _type, _handler: core_schema.literal_schema(_COLOUR_MAPS))]


class Shown(Message):
    """What of Tetrascope participants see in a condition; what is false is hidden. (Since 1.6.)"""

    clusters: bool = True
    """Scene 1 shows clusters of feature maps; else a list of layers, each opening to all of its maps."""
    view: ColumnsView = SHOWN_VIEW
    """Where the page shows the columns of clusters: in 3D, or all layers at once. In VR, and in the Unity client, it is
    the walk. (Since 1.7.)"""
    k: int = Field(default=3, ge=1, le=64)
    """Clusters for each layer."""
    criterion: Criterion = "entropy"
    """By what feature maps are clustered."""
    groups: Groups = SHOWN_GROUPS
    """Whose clusters masked images are shown in: those of the original image, or their own, as in the thesis. (Since
    1.7.)"""
    merged: Merged = []
    """Classes that are told as one label; participants merge none themselves. (Since 1.7.)"""
    pool: bool = True
    """Scene 2, masked images, can be entered."""
    live_masks: bool = True
    """The network answers while a mask is drawn; else when it is done."""
    comparison: bool = True
    """Modified images can be kept and compared."""
    ablation: bool = True
    """Clusters and feature maps can be switched off. (Since 1.7.)"""
    vr: bool = False
    """The scenes can be entered in VR where a headset's own browser shows them; the Unity client, which is in a headset
    or not, takes no notice of it."""
    fill: Fill = "black"
    """What masked pixels become."""
    colour_map: ColourMapName = _COLOUR_MAPS[0]
    """The colours of feature maps."""
