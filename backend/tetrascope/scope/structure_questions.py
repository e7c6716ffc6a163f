"""Questions of scene 1: what each layer makes of a photo, and how."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal

from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import MIDDLE, Fit
from tetrascope.protocol.groups import SHOWN_GROUPS, Groups
from tetrascope.protocol.operations.activations import Activations as ActivationsTold
from tetrascope.protocol.operations.class_evidence import ClassEvidence as ClassEvidenceTold
from tetrascope.protocol.operations.components import Components as ComponentsTold
from tetrascope.protocol.operations.computations import DEFAULT_TERMS
from tetrascope.protocol.operations.computations import Computation as ComputationTold
from tetrascope.protocol.operations.layers import Layers as LayersTold
from tetrascope.protocol.replacement import Replacement
from tetrascope.scope.activations import Activations
from tetrascope.scope.asker import Ablated, Asker, Masks
from tetrascope.scope.class_evidence import ClassEvidence
from tetrascope.scope.components import Components
from tetrascope.scope.computation import Computation
from tetrascope.scope.label import find_label
from tetrascope.scope.layers import Layers
from tetrascope.scope.merged import MergedLike
from tetrascope.scope.photo_argument import PhotoLike
from tetrascope.scope.receptive_field import ReceptiveField, receptive_field


class StructureQuestions(Asker):
    """What each layer of the network makes of a photo, and how."""

    def layers(
        self,
        photo: PhotoLike,
        *,
        masks: Masks = (),
        fill: Fill = "black",
        clusters: int = 3,
        criterion: Criterion = "entropy",
        layers: Sequence[str] | Literal["all"] | None = None,
        groups: Groups = SHOWN_GROUPS,
        difference: bool = False,
        merged: MergedLike = (),
        ablated: Ablated = MappingProxyType({}),
        replacement: Replacement = "mean",
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> Layers:
        """What the network answers, and what each layer makes of the photo (thesis 3.1).

        Args:
            photo, masks, fill, merged, ablated, replacement, fit, crop_at: see `Scope`.
            clusters: clusters of feature maps in a layer, 1..64.
            criterion: by what feature maps are clustered.
            layers: names of layers; `"all"`; None for those that the network shows by default.
            groups: whose clusters and components a masked photo is drawn by: `"original"` those of the unmasked photo,
                so that the answers can be compared; `"own"` as in the thesis.
            difference: whether clusters of a masked photo tell their `difference` from the unmasked one as well; only
                with its groups.
        """
        held = self._photos.hold(photo)
        fields = {
            "masks": masks,
            "fill": fill,
            "clusters": clusters,
            "criterion": criterion,
            "layers": layers,
            "groups": groups,
            "difference": difference,
            "merged": merged,
            "ablated": ablated,
            "replacement": replacement,
            "fit": fit,
            "crop_at": crop_at,
        }
        return Layers(self._told(LayersTold, held, **fields), self._subject(held))

    def activations(
        self,
        photo: PhotoLike,
        layer: str,
        *,
        channels: Sequence[int] | None = None,
        criterion: Criterion = "entropy",
        masks: Masks = (),
        fill: Fill = "black",
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> Activations:
        """Feature maps of one layer, after its activation (thesis 3.1.1).

        Args:
            photo, masks, fill, fit, crop_at: see `Scope`.
            layer: name of the layer.
            channels: channels wanted, in this order; None for all.
            criterion: by what the maps' scores are measured.
        """
        held = self._photos.hold(photo)
        fields = {
            "layer": layer,
            "channels": channels,
            "criterion": criterion,
            "masks": masks,
            "fill": fill,
            "fit": fit,
            "crop_at": crop_at,
        }
        return Activations(self._told(ActivationsTold, held, **fields), self._subject(held))

    def components(
        self,
        photo: PhotoLike,
        layer: str,
        cluster: int,
        *,
        clusters: int = 3,
        criterion: Criterion = "entropy",
        groups: Groups = SHOWN_GROUPS,
        masks: Masks = (),
        fill: Fill = "black",
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> Components:
        """What a cluster's representative is made of, how much it shows, and what else could stand for the cluster.

        Args:
            photo, masks, fill, fit, crop_at: see `Scope`.
            layer: name of the layer.
            cluster: index of the cluster in it.
            clusters, criterion, groups: as in the question for `layers` that the cluster is from.
        """
        held = self._photos.hold(photo)
        fields = {
            "layer": layer,
            "cluster": cluster,
            "clusters": clusters,
            "criterion": criterion,
            "groups": groups,
            "masks": masks,
            "fill": fill,
            "fit": fit,
            "crop_at": crop_at,
        }
        return Components(self._told(ComponentsTold, held, **fields), self._subject(held))

    def class_evidence(
        self,
        photo: PhotoLike,
        *,
        label: int | str | None = None,
        channels: int = 8,
        masks: Masks = (),
        fill: Fill = "black",
        ablated: Ablated = MappingProxyType({}),
        replacement: Replacement = "mean",
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> ClassEvidence:
        """What each channel and each pixel of the last maps adds to a class's logit, where the network ends in global
        pooling and one dense layer.

        Args:
            photo, masks, fill, ablated, replacement, fit, crop_at: see `Scope`.
            label: name or index of a class; None for the most probable one.
            channels: channels that are told of each class.

        Raises:
            NotFound: the network has no such head.
        """
        held = self._photos.hold(photo)
        fields = {
            "class_index": find_label(label, self.class_names) if isinstance(label, str) else label,
            "channels": channels,
            "masks": masks,
            "fill": fill,
            "ablated": ablated,
            "replacement": replacement,
            "fit": fit,
            "crop_at": crop_at,
        }
        return ClassEvidence(self._told(ClassEvidenceTold, held, **fields), self._subject(held))

    def computation(
        self,
        photo: PhotoLike,
        layer: str | None = None,
        channel: int | str = 0,
        row: int = 0,
        column: int = 0,
        *,
        operation: str | None = None,
        terms: int = DEFAULT_TERMS,
        masks: Masks = (),
        fill: Fill = "black",
        fit: Fit | None = None,
        crop_at: float = MIDDLE,
    ) -> Computation:
        """How one value comes about, step by step, each step beside what the network computed itself.

        Args:
            photo, masks, fill, fit, crop_at: see `Scope`.
            layer: name of the layer whose map has the value; None for the network's answer, whose values are
                probabilities.
            channel: index of the map; of the answer, name or index of a class.
            row, column: place of the value in the map.
            operation: an operation of the network, as a source of an answer names it: the value of its output is told
                then, and `layer` says nothing.
            terms: terms of a sum that are told in full, 1..64, those that contribute most.

        Raises:
            NotFound: the network has no such layer or operation.
            InvalidInput: there is no such channel, row or column, or no class of that name.
        """
        held = self._photos.hold(photo)
        fields = {
            "layer": layer,
            "output": operation,
            "channel": find_label(channel, self.class_names, field="channel") if isinstance(channel, str) else channel,
            "row": row,
            "column": column,
            "terms": terms,
            "masks": masks,
            "fill": fill,
            "fit": fit,
            "crop_at": crop_at,
        }
        return Computation(self._told(ComputationTold, held, **fields), self._subject(held))

    def receptive_field(
        self, layer: str, row: int | slice, column: int | slice, *, source: str | None = None
    ) -> ReceptiveField:
        """What a pixel, or a part, of a layer's feature maps is computed from; no photo is needed.

        Args:
            layer: name of the layer.
            row: a row of its maps, or a slice of rows; negative ones count from the end.
            column: likewise.
            source: an earlier layer that is read; None for the network's input.

        Raises:
            NotFound: the network has no such layer.
            InvalidInput: there is no such row or column, or `source` comes after `layer`.
        """
        return receptive_field(self.network, layer, row, column, source)
