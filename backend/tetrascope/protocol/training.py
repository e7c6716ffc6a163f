"""Training: the runs of the person whose server this is, how each goes, and what came of it. (Since 1.7.)"""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.error import ErrorBody
from tetrascope.protocol.message import LargeInt, Message
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.request import Identifier
from tetrascope.protocol.tensor import Tensor

DataKind = Literal["digits", "folder"]
"""`digits`: handwritten, of scikit-learn. `folder`: one that the server's operator has named."""
RunState = Literal["running", "stopped", "finished"]
"""`running`: a process trains it now. `stopped`: it can be gone on with. `finished`: all epochs are done."""
RunName = Annotated[str, Field(min_length=1, max_length=64)]
MAX_POSITION = 2**53 - 1
"""The largest whole number that every client can tell."""
MAX_STEPS_OF_A_PART = 2000
"""Steps of one `TrainingProgress`, at most."""


class TrainingData(Message):
    """Pictures that a run may learn from. (Since 1.7.)"""

    data_id: str
    """By which a run asks for them."""
    name: str
    """What they are called: a folder's own name, without what is above it."""
    kind: DataKind
    """`digits`: handwritten, of scikit-learn. `folder`: one that the server's operator has named."""
    classes: list[str]
    """What their classes are called, in order."""
    pictures: int
    """How many there are, in all classes."""
    start: str
    """What a run on them starts from, where it does not say: see TrainingBase."""
    problem: str | None
    """Why no run can learn from them now; null where one can."""


class TrainingBase(Message):
    """What a run may start from. (Since 1.7.)"""

    start: str
    """`scratch`, so that all layers of a small network learn; or a network of the catalog, which keeps its layers and
    gets a new head."""
    title: str
    """What it is called."""
    available: bool
    """Whether its weights are on the server's machine."""
    how_to_get: str | None
    """What brings them; null where they are there."""


class TrainingDefaults(Message):
    """What a run takes where it is not told, and how much it may be told. (Since 1.7.)"""

    epochs: int
    """How often every picture is seen."""
    batch: int
    """Pictures of a step, at most."""
    learning_rate: float
    """Of the optimizer, Adam."""
    validation_share: float
    """Share of each class that is put aside, which the network is only tried on."""
    seed: int
    """Decides the split, the first weights and the order of the pictures."""
    max_epochs: int
    """The most epochs."""
    max_batch: int
    """The largest batch."""
    max_seed: int
    """The largest seed; the smallest is 0."""


class TrainingOffer(Message):
    """What can be trained here, and how. (Since 1.7.)"""

    data: list[TrainingData]
    """The digits, and the folders that the server's operator has named."""
    starts: list[TrainingBase]
    """What a run may start from."""
    defaults: TrainingDefaults
    """What is taken where a run is not told."""
    refused: str | None
    """Why this server neither starts runs nor stops them; null where it does. They can be looked at all the same."""
    max_runs: int
    """Runs at a time; while as many run, whoever started them, no other is started here."""


class TrainingRequest(Message):
    """A run that is to be begun. (Since 1.7.)"""

    data_id: Identifier
    """What it learns from, see TrainingOffer."""
    start: Identifier | None = None
    """What it starts from, see TrainingOffer; null for what suits the data."""
    name: RunName | None = None
    """What it is called: small letters, digits, hyphens and underscores. Null to have it called by its data."""
    epochs: int | None = None
    """How often every picture is seen; null for the default, as for those below."""
    batch: int | None = None
    """Pictures of a step, at most."""
    learning_rate: float | None = None
    """Of the optimizer, Adam."""
    validation_share: float | None = None
    """Share of each class that is put aside, above 0 and below 1."""
    seed: int | None = None
    """Decides the split, the first weights and the order of the pictures."""
    blocks: BlockList | None = None
    """The network that is to be trained, `start` being `scratch` or null; null for that of `start`, or of `keep`."""
    keep: Identifier | None = None
    """A run, or RUN@EPOCH, whose weights stay where they fit, see MeasuredBlocks; of a run alone its last epoch that is
    kept. Without `blocks` its own are trained, with as many units at their end as there are classes. Null for none."""
    changed_from: RunName | None = None
    """The run whose list of blocks was edited, for the record; null for that of `keep`."""


class TrainingControlRequest(Message):
    """What is to become of a run. (Since 1.7.)"""

    action: Literal["stop", "resume"]
    """`stop` it after the step in hand, or `resume` it where it stopped."""
    epochs: int | None = None
    """To `resume`: how many epochs there are to be in all, what is done included; null for as many as before."""


class TrainingRun(Message):
    """A run, as it stands. Its name is the name of its network, see NetworkSummary. (Since 1.7.)"""

    name: str
    """What it is called."""
    state: RunState
    """`running`: a process trains it now, of this server or not. `stopped`: it can be gone on with. `finished`: all
    epochs are done."""
    problem: str | None
    """Why it stopped, where nobody has asked for that and it is known; null elsewhere."""
    data: str
    """What it learns from, by its name; a folder without what is above it."""
    kind: DataKind
    """What that is."""
    start: str
    """`scratch`, or the network that keeps its layers and gets a new head."""
    epochs: int
    """How many there are to be."""
    epochs_done: int
    """How many have ended."""
    batch: int
    """Pictures of a step, at most."""
    learning_rate: float
    """Of the optimizer, Adam."""
    seed: int
    """Decides the split, the first weights and the order of the pictures."""
    began: str
    """When, in UTC: ISO 8601."""
    class_names: list[str]
    """What its classes are called, in the order of its answers."""
    training: int
    """Pictures that it learns from."""
    validation: int
    """Pictures that it is only tried on."""
    validation_share: float
    """Share of each class that was to be put aside for that, above 0 and below 1."""
    skipped: int
    """Pictures that could not be read."""
    steps: int
    """Steps of an epoch."""
    parameters: int
    """Numbers that it learns."""
    seconds: float
    """Time that training has taken until the last epoch's end, pauses aside."""
    loss: float | None
    """Mean cross-entropy of the last epoch's steps, in nats; null before the first has ended."""
    accuracy: float | None
    """Share of what it was shown in the last epoch that was answered right, 0..1; null before the first has ended."""
    validation_loss: float | None
    """Mean cross-entropy of the pictures put aside, in nats; null before they were tried."""
    validation_accuracy: float | None
    """Share of them that is answered right, 0..1; null before they were tried."""
    changed_from: str | None
    """The run whose list of blocks was edited for it, see RunBlocks; null where there is none. It may be gone."""
    kept_from: str | None
    """The RUN@EPOCH whose weights stayed where they fitted; null where all began anew."""
    own_blocks: bool
    """Whether a person has said the blocks of its network."""
    can_change: bool
    """Whether its network is a list of blocks, which can be asked for and edited."""
    kept_epochs: list[int]
    """Epochs N whose network can be asked for as NAME@N, 0 for before the first. Of many epochs some are given up."""
    notes: list[str]
    """What was done to the data that a person may want to know, in sentences."""


class StartingRun(Message):
    """A run that is being begun: its pictures are being read. (Since 1.7.)"""

    name: str
    """What it will be called."""
    progress: Progress | None
    """How far it is; null before there is something to tell."""
    error: ErrorBody | None
    """Why it could not be begun; null where it is under way. It is told for some minutes."""


class DamagedRun(Message):
    """A run that cannot be read. (Since 1.7.)"""

    name: str
    """What its folder is called."""
    problem: str
    """What is wrong with it."""


class TrainingRunList(Message):
    """Every run on the server's machine, whoever trained it. (Since 1.7.)"""

    runs: list[TrainingRun]
    """The one that was begun or gone on with last first."""
    starting: list[StartingRun]
    """Those of this server that are no run yet."""
    damaged: list[DamagedRun]
    """Those that cannot be read."""


class TrainingStarted(Message):
    """A run that was begun. (Since 1.7.)"""

    name: str
    """What it is called."""
    run: TrainingRun | None
    """The run; null where its pictures are still being read. It can be followed all the same."""


class TrainingStep(Message):
    """One step of learning: a batch. (Since 1.7.)"""

    step: int
    """Steps of the run so far, this one among them."""
    epoch: int
    """The epoch that it belongs to, from 1 on."""
    loss: float
    """Cross-entropy of the batch in nats, before the step changed the weights."""
    accuracy: float
    """Share of the batch that was answered right then, 0..1."""
    seconds: float
    """Time that the run had taken by then, pauses aside."""


class TrainingEpoch(Message):
    """An epoch that has ended; epoch 0 is the network before it has learned. (Since 1.7.)"""

    epoch: int
    """Which."""
    step: int
    """Steps of the run by then."""
    loss: float | None
    """Mean cross-entropy of its steps, in nats; null of epoch 0."""
    accuracy: float | None
    """Share of what it was shown in this epoch that was answered right, 0..1; null of epoch 0."""
    validation_loss: float
    """Mean cross-entropy of the pictures put aside, in nats, after the epoch."""
    validation_accuracy: float
    """Share of them that is answered right, 0..1."""
    seconds: float
    """Time that the run had taken by then, pauses aside."""


class TrainingProgress(Message):
    """How a run goes: its curve, from the beginning or what is new of it. (Since 1.7.)"""

    run: TrainingRun
    """The run, as it stands."""
    anew: bool
    """Whether this is the curve from the beginning: what came before, if anything did, is to be forgotten. So it is at
    first, and where a run went on from a little before the place where it was killed."""
    steps: list[TrainingStep]
    """Its steps, in order, at most 2000. Of an epoch of more than 50 steps some are written down, evenly spread."""
    every: int
    """Every how many-th of the steps that were written down is among them: 1 for all."""
    epochs: list[TrainingEpoch]
    """Its epochs, in order."""
    position: LargeInt
    """How far into the run's measures this goes. To follow it from here later, send it as `after`."""


class ClassOutcome(Message):
    """How well one class is told. (Since 1.7.)"""

    name: str
    """The class."""
    examples: int
    """Pictures of it that were put aside."""
    right: int
    """How many of them are answered right (recall is this over `examples`)."""
    taken_for: list[int]
    """How many of them were taken for each class, in the order of the network's answers: its row of the confusion
    matrix."""


class WorstPicture(Message):
    """A picture that was put aside and whose right class the network gave little. (Since 1.7.)"""

    name: str
    """Its path inside the folder, or its number in an embedded set."""
    label: int
    """The right class."""
    answer: int
    """The class that it was taken for."""
    probability: float
    """What the network gave the right class, 0..1."""
    loss: float
    """Cross-entropy, in nats."""
    picture: Tensor | None
    """The picture, small: (rows, columns, 3) RGB, `u1`, at most 96 pixels a side. Null where it cannot be shown: it is
    not there any more or another, or the server does not show that folder."""


class TrainingResults(Message):
    """How well a finished run's network answers to the pictures put aside. (Since 1.7.)"""

    name: str
    """The run."""
    epoch: int
    """The epoch after which it was tried."""
    best_epoch: int
    """The epoch with the lowest validation loss of those that are kept."""
    accuracy: float
    """Share that is answered right, 0..1."""
    loss: float
    """Mean cross-entropy, in nats."""
    classes: list[ClassOutcome]
    """Each class, in the order of the network's answers: the rows of the confusion matrix."""
    worst: list[WorstPicture]
    """The highest loss first, at most 20."""
    seconds: float
    """What training took, pauses aside."""


class TrainingKernels(Message):
    """What the first convolution looks for, after an epoch. (Since 1.7.)"""

    name: str
    """The run."""
    epoch: int
    """The epoch."""
    layer: str
    """The layer's name, see Layer."""
    kernels: Tensor
    """(kernels, rows, columns, 3), `u1`, to be shown as RGB as it is: 127 is 0, and all have one scale. Of a grey input
    the three are alike."""
    limit: float
    """The largest weight, whichever its sign: 0 is shown as -limit, 254 as +limit."""
    learns: bool
    """Whether this layer learns. Of a head it does not: these are the kernels of the network below, in every epoch."""
