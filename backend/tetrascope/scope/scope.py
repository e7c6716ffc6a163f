"""A network that questions about photos are put to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, Unpack, cast

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.protocol.criteria import Criterion
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import MIDDLE, Fit
from tetrascope.protocol.groups import SHOWN_GROUPS, Groups
from tetrascope.protocol.jobs import Job as JobTold
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription, NetworkSummary
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.operations.activations import Activations as ActivationsTold
from tetrascope.protocol.operations.boundaries import Boundary as BoundaryTold
from tetrascope.protocol.operations.class_evidence import ClassEvidence as ClassEvidenceTold
from tetrascope.protocol.operations.components import Components as ComponentsTold
from tetrascope.protocol.operations.inputs import Input as InputTold
from tetrascope.protocol.operations.layers import Layers as LayersTold
from tetrascope.protocol.operations.pools import Pool as PoolTold
from tetrascope.protocol.operations.superpixels import Superpixels as SuperpixelsTold
from tetrascope.protocol.part import Event
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.replacement import Replacement
from tetrascope.protocol.request import AnalysisRequest
from tetrascope.report.heading import Subject, subject_of
from tetrascope.scope.activations import Activations
from tetrascope.scope.answer import Watcher, whole
from tetrascope.scope.boundary import Boundary
from tetrascope.scope.class_evidence import ClassEvidence
from tetrascope.scope.components import Components
from tetrascope.scope.input import Input
from tetrascope.scope.job import Job
from tetrascope.scope.label import find_label
from tetrascope.scope.layers import Layers
from tetrascope.scope.mask import MaskLike
from tetrascope.scope.merged import MergedLike
from tetrascope.scope.photo_argument import HeldPhoto, PhotoLike, Photos
from tetrascope.scope.pool import Pool, PoolOptions
from tetrascope.scope.question import Questions, find_operation
from tetrascope.scope.receptive_field import ReceptiveField, receptive_field
from tetrascope.scope.superpixels import Superpixels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tetrascope.scope.backend import Backend

Masks: TypeAlias = "Iterable[MaskLike] | NDArray[np.bool_]"
Ablated: TypeAlias = "Mapping[str, Sequence[int] | NDArray[np.intp]]"
Told = TypeVar("Told", bound=Message)


class Scope:
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

    def __init__(
        self,
        backend: Backend,
        network_id: str | None = None,
        *,
        fit: Fit | None = None,
        progress: Watcher | None = None,
    ) -> None:
        self._backend = backend
        self.summary: NetworkSummary = _summary(backend.networks(), network_id)
        """What is known of the network without loading it: its title, its input's size, what its answers mean."""
        self.progress = progress
        """Is told how far an analysis is, in the thread that asks; None for nobody."""
        self._photos = Photos(backend)
        size = self.summary.input_height, self.summary.input_width
        self._questions = Questions(self.summary.network_id, size, lambda: self.network, fit)

    # What there is

    @cached_property
    def network(self) -> NetworkDescription:
        """The network: its layers, the geometry of receptive fields, its classes' names, the number of its weights."""
        return self._backend.network(self.summary.network_id)

    @property
    def layer_names(self) -> list[str]:
        """Every layer that can be asked for, in the order data flows."""
        return [layer.name for layer in self.network.layers]

    @property
    def class_names(self) -> list[str]:
        """Name of every class, by its place in the network's output."""
        return self.network.class_names

    @property
    def samples(self) -> list[str]:
        """Names of the photos that come with Tetrascope."""
        return list(self._photos.samples)

    @property
    def networks(self) -> list[NetworkSummary]:
        """Every network that could be opened here, and whether its weights are there."""
        return self._backend.networks()

    # Scene 1

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

    # Scene 2

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

    # What enters the network

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

    # Any operation

    def ask(self, operation: str, photo: PhotoLike, **fields: Any) -> Message:
        """The answer to any operation of the protocol, as its message.

        Args:
            operation: its name, such as `"layers"`, the last part of its route.
            photo: see `Scope`.
            fields: fields of its request; photo and network are filled in. Masks, windows, labels and layers are taken
                as the other methods take them.
        """
        held, declared = self._photos.hold(photo), find_operation(operation)
        return self._answer(declared, self._questions.request(declared, held.image_id, fields), held)

    def events(self, operation: str, photo: PhotoLike, **fields: Any) -> Iterator[Event]:
        """The same as it becomes ready: parts of the answer, and `Progress` between them.

        Leaving the loop ends the analysis. Arguments are those of `ask`.
        """
        held, declared = self._photos.hold(photo), find_operation(operation)
        return self._events(self._questions.request(declared, held.image_id, fields), held)

    # Jobs

    def begin(self, operation: str, photo: PhotoLike, **fields: Any) -> Job:
        """Begin an operation as a job, which goes on whoever waits for it, and return at once.

        Its answer is kept for a time, and while there is room. Questions that somebody waits for come first. Arguments
        are those of `ask`.

        Raises:
            Busy: as many jobs as there may be have not ended.
        """
        declared, held = find_operation(operation), self._photos.hold(photo, anew=True)
        return self._job(self._backend.begin(self._questions.request(declared, held.image_id, fields)))

    def jobs(self) -> list[Job]:
        """The jobs that are kept, in the order in which they were begun: all in this process; all of a server without
        a token; of one with a token, which does not tell who began which, those begun by this scope."""
        return [self._job(told) for told in self._backend.jobs()]

    def job(self, job_id: str) -> Job:
        """A job by its `job_id`, whoever began it. Raises `NotFound` for one that is not kept, or no longer."""
        return self._job(self._backend.job(job_id))

    # Its end

    def close(self) -> None:
        """End what is under way, and give back memory and threads. It is done too when nobody holds the scope."""
        self._backend.close()

    def __enter__(self) -> Scope:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        size = f"{self.summary.input_height} x {self.summary.input_width}"
        classes = f"{self.summary.class_count} classes"
        return f"<Scope of {self.summary.title}: {size}, {classes}, in {self._backend.place}>"

    def _told(self, kind: type[Told], photo: HeldPhoto, **fields: Any) -> Told:
        """The answer of the operation that is answered so."""
        operation = next(each for each in OPERATIONS.values() if each.answer is kind)
        request = self._questions.request(operation, photo.image_id, fields)
        return cast(Told, self._answer(operation, request, photo))

    def _answer(self, operation: Operation, request: AnalysisRequest, photo: HeldPhoto) -> Message:
        return whole(operation, self._events(request, photo), self._tell)

    def _events(self, request: AnalysisRequest, photo: HeldPhoto) -> Iterator[Event]:
        """Every event; a photo that the backend had to let go is given again."""
        try:
            yield from self._backend.run(request)
        except NotFound as error:
            if error.code != "unknown_image" or not self._photos.give_again(photo):
                raise
            yield from self._backend.run(request)

    def _tell(self, progress: Progress) -> None:
        if self.progress is not None:
            self.progress(progress)

    def _job(self, told: JobTold) -> Job:
        return Job(self._backend, told, self._tell)

    def _subject(self, photo: HeldPhoto) -> Subject:
        return subject_of(photo.name, self.summary)


def _summary(networks: Sequence[NetworkSummary], network_id: str | None) -> NetworkSummary:
    """The network of that name, or the one to begin with."""
    for network in networks:
        if network.network_id == network_id or (network_id is None and network.default):
            return network
    raise NotFound(
        f"Expected a network that can be asked for, got {network_id!r}.",
        field="network_id",
        hint=f"There are {', '.join(network.network_id for network in networks)}.",
    )
