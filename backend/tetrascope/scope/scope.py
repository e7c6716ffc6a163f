"""A network that questions about photos are put to."""

from __future__ import annotations

from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import MIDDLE, Fit
from tetrascope.protocol.operations.inputs import Input as InputTold
from tetrascope.protocol.operations.superpixels import Superpixels as SuperpixelsTold
from tetrascope.scope.input import Input
from tetrascope.scope.photo_argument import PhotoLike
from tetrascope.scope.pool_questions import PoolQuestions
from tetrascope.scope.structure_questions import StructureQuestions
from tetrascope.scope.superpixels import Superpixels


class Scope(StructureQuestions, PoolQuestions):
    """A network, in this process or at a server, that questions about photos are put to.

    Made by `tetrascope.open` and `tetrascope.connect`; both give the same object, and the same answers but for
    rounding. It may be used from several threads at once, and inside a running event loop, as a notebook's: every
    method blocks its own thread until the answer is whole, and Ctrl-C ends the analysis. Answers are kept within a
    memory budget, so the same question is not computed twice.

    Photos are taken as a path, a sample's name such as `"cat"` (`scope.samples` lists them; where a file has that name
    too, `"sample:cat"` and `pathlib.Path("cat")` tell them apart), the bytes of an image file, a PIL image, or an array
    of bytes, (rows, columns, 3). What all methods about a photo take beside it:

    - `fit`: how the photo becomes the network's input: `"crop"` the largest part of the input's proportions,
      `"squash"` all of it without regard to proportions, `"pad"` all of it with black beside it; None for the
      scope's or the network's own way.
    - `crop_at`: where a crop lies, 0 (top or left) to 1 (bottom or right).
    - `masks`: rectangles (top, left, height, width) in pixels of the network's input, and arrays of truth values of
      its size, (height, width). A pixel is hidden where any of them hides it.
    - `fill`: what hidden pixels become: `"black"`, `"mean"`, `"blur"` or `"noise"`.
    - `merged`: classes that are told as one label, such as `{"cat": ["tabby", "tiger cat", "Egyptian cat"]}`. Its
      probability is the sum of theirs (the largest of theirs where labels are independent); its `index` follows on
      those of all classes.
    - `ablated`: feature maps that are switched off, channels by layer, such as `{"stem_conv": [3, 7]}`, and
      `replacement`, what they are set to: each to its `"mean"` over the image, or to `"zero"`.

    Everything may raise a `TetrascopeError`: `InvalidInput` and `NotFound` for what cannot be asked (`field` names the
    argument, `hint` the next step), `ImageRejected` and `TooLarge` for photos, `Busy` and `Failed` for the rest.

    Args:
        backend: where questions are answered.
        network_id: the network; None for the one to begin with.
        fit: how photos are made to fit where a question does not say.
        progress: is told how far an analysis is.
    """

    def input(
        self, photo: PhotoLike, *, fill: Fill = "black", fit: Fit | None = None, crop_at: float = MIDDLE
    ) -> Input:
        """The photo as it enters the network, and what shows through a mask; arguments: see `Scope`."""
        held = self._photos.hold(photo)
        fields = {"fill": fill, "fit": fit, "crop_at": crop_at}
        return Input(self._told(InputTold, held, **fields), self._subject(held))

    def superpixels(
        self,
        photo: PhotoLike,
        *,
        segments: int = 60,
        compactness: float = 10.0,
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> Superpixels:
        """The photo in pieces of similar colour, such as one may want to mask.

        Args:
            photo, fit, crop_at: see `Scope`.
            segments: about how many there should be, 2..1000.
            compactness: how much nearness counts against colour, 0.1..1000: much gives squares, little follows edges.
        """
        held = self._photos.hold(photo)
        fields = {"segments": segments, "compactness": compactness, "fit": fit, "crop_at": crop_at}
        entered = Input(self._told(InputTold, held, fit=fit, crop_at=crop_at), self._subject(held))
        return Superpixels(self._told(SuperpixelsTold, held, **fields), entered.subject, entered)

    def __repr__(self) -> str:
        size = f"{self.summary.input_height} x {self.summary.input_width}"
        classes = f"{self.summary.class_count} classes"
        return f"<Scope of {self.summary.title}: {size}, {classes}, in {self._backend.place}>"
