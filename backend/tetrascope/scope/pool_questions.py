"""Questions of scene 2: what hiding parts of a photo changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from tetrascope.errors import InvalidInput
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import MIDDLE, Fit
from tetrascope.protocol.operations.boundaries import Boundary as BoundaryTold
from tetrascope.protocol.operations.pools import Pool as PoolTold
from tetrascope.scope.asker import Asker
from tetrascope.scope.boundary import Boundary
from tetrascope.scope.merged import MergedLike
from tetrascope.scope.photo_argument import PhotoLike
from tetrascope.scope.pool import Pool, PoolOptions


class PoolQuestions(Asker):
    """What the network answers of masked copies of a photo."""

    def pool(
        self,
        photo: PhotoLike,
        *,
        windows: Sequence[tuple[int, int]] | None = None,
        fill: Fill = "black",
        more_fills: Sequence[Fill] = (),
        per_label: int = 25,
        refine: bool = False,
        label: str | int | None = None,
        merged: MergedLike = (),
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> Pool:
        """The photo under a mask at every window position, classified and placed in a tetrahedron (thesis 3.2).

        Args:
            photo, fill, merged, fit, crop_at: see `Scope`.
            windows: pairs (size, stride) in pixels of the network's input; None for three sizes, about 1/8, 1/4 and
                3/8 of its side, stride half a window.
            more_fills: further fills, with each of which every position is masked too: copies of their own.
            per_label: copies that represent each label at a vertex.
            refine: lay the smallest window only over the quarter of its positions that matters most by the larger ones.
            label: label to examine, by name or index, a merged one too; None for the photo's most probable one.
        """
        held = self._photos.hold(photo)
        fields = {
            "windows": windows,
            "fill": fill,
            "more_fills": more_fills,
            "per_label": per_label,
            "refine": refine,
            "label": label,
            "merged": merged,
            "fit": fit,
            "crop_at": crop_at,
        }

        def ask_boundary(pool: Pool) -> Boundary:
            return Boundary(self._told(BoundaryTold, held, pool=fields), pool.subject, pool)

        return Pool(self._told(PoolTold, held, **fields), self._subject(held), ask_boundary)

    def boundary(self, photo: PhotoLike | Pool, **pool: Unpack[PoolOptions]) -> Boundary:
        """The linear SVM between masked copies that kept the label and those that lost it (thesis 3.2.1).

        Args:
            photo: see `Scope`; or a pool that was computed before.
            pool: what `pool` takes beside a photo.
        """
        if not isinstance(photo, Pool):
            return self.pool(photo, **pool).boundary
        if pool:
            raise InvalidInput(
                f"Expected a pool alone, got {', '.join(pool)} beside it.",
                field="pool",
                hint="Give a photo, or compute the pool anew.",
            )
        return photo.boundary
