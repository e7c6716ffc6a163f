"""Examples of the messages about training."""

from tetrascope.protocol.blocks import (
    Activation,
    Block,
    BlockList,
    Convolution,
    Dense,
    Depthwise,
    Dropout,
    GlobalPooling,
    MeasureBlocksRequest,
    MeasuredBlock,
    MeasuredBlocks,
    Normalisation,
    Pooling,
    RunBlocks,
)
from tetrascope.protocol.generator.common_examples import ERROR, PROGRESS
from tetrascope.protocol.message import Message
from tetrascope.protocol.tensor import Tensor
from tetrascope.protocol.training import (
    ClassOutcome,
    DamagedRun,
    StartingRun,
    TrainingBase,
    TrainingControlRequest,
    TrainingData,
    TrainingDefaults,
    TrainingEpoch,
    TrainingKernels,
    TrainingOffer,
    TrainingProgress,
    TrainingRequest,
    TrainingResults,
    TrainingRun,
    TrainingRunList,
    TrainingStarted,
    TrainingStep,
    WorstPicture,
)

DATA = TrainingData(
    data_id="photos",
    name="photos",
    kind="folder",
    classes=["cats", "dogs"],
    pictures=200,
    start="efficientnet-lite0",
    problem=None,
)
_FEW = DATA.model_copy(
    update={"data_id": "photos-2", "classes": ["cats"], "pictures": 9, "problem": "Expected two classes, got one."}
)
SCRATCH = TrainingBase(start="scratch", title="From scratch", available=True, how_to_get=None)
_MISSING = TrainingBase(start="vgg16", title="VGG16", available=False, how_to_get="tetrascope networks fetch vgg16")
DEFAULTS = TrainingDefaults(
    epochs=20,
    batch=32,
    learning_rate=0.001,
    validation_share=0.2,
    seed=0,
    max_epochs=1000,
    max_batch=512,
    max_seed=2_147_483_647,
)
RUN = TrainingRun(
    name="photos",
    state="running",
    problem=None,
    data="photos",
    kind="folder",
    start="efficientnet-lite0",
    epochs=20,
    epochs_done=1,
    batch=32,
    learning_rate=0.001,
    seed=0,
    began="2026-11-30T09:00:00+00:00",
    class_names=["cats", "dogs"],
    training=160,
    validation=40,
    validation_share=0.2,
    skipped=1,
    steps=5,
    parameters=2562,
    seconds=1.5,
    loss=0.5,
    accuracy=0.75,
    validation_loss=0.25,
    validation_accuracy=0.875,
    changed_from=None,
    kept_from=None,
    own_blocks=False,
    can_change=False,
    kept_epochs=[0, 1],
    notes=[],
)
_FIRST = RUN.model_copy(
    update={
        "state": "stopped",
        "problem": "Expected to write 'measures.jsonl', got: No space left on device.",
        "epochs_done": 0,
        "loss": None,
        "accuracy": None,
        "kept_epochs": [0],
        "notes": ["Files beside the folders of classes belong to none, and are left out: 1."],
    }
)
STEP = TrainingStep(step=6, epoch=2, loss=0.375, accuracy=0.8125, seconds=1.75)
EPOCH = TrainingEpoch(
    epoch=1, step=5, loss=0.5, accuracy=0.75, validation_loss=0.25, validation_accuracy=0.875, seconds=1.5
)
UNTRAINED = EPOCH.model_copy(update={"epoch": 0, "step": 0, "loss": None, "accuracy": None, "seconds": 0.25})
CURVE = TrainingProgress(run=RUN, anew=True, steps=[STEP], every=1, epochs=[UNTRAINED, EPOCH], position=4096)
NEWS = CURVE.model_copy(update={"anew": False, "epochs": []})
_PICTURE = Tensor(shape=[1, 2, 3], dtype="u1", scale=1.0, offset=0.0, data=bytes([0, 127, 255, 255, 127, 0]))
WORST = WorstPicture(
    name="cats/tom.jpg", label=0, answer=1, probability=0.125, loss=2.0794415416798357, picture=_PICTURE
)
OUTCOME = ClassOutcome(name="cats", examples=20, right=17, taken_for=[17, 3])
_KERNELS = Tensor(
    shape=[2, 1, 1, 3], dtype="u1", scale=0.00390625, offset=-0.49609375, data=bytes([127, 127, 127, 0, 127, 254])
)

BLOCKS: list[Block] = [
    Convolution(name="block1_conv", filters=16, bias=False),
    Normalisation(name="block1_norm"),
    Activation(name="block1_relu"),
    Depthwise(name="block1_spread", kernel=5),
    Pooling(name="block1_pool"),
    GlobalPooling(name="head_pool"),
    Dropout(name="dropout1", rate=0.25),
    Dense(name="logits", units=10),
]
LISTED = BlockList(height=32, width=32, channels=1, blocks=BLOCKS)
_OF_MAPS = MeasuredBlock(
    output=[32, 32, 16],
    parameters=144,
    multiplications=147_456,
    field_rows=3,
    field_columns=3,
    reason=None,
    kept=True,
    kept_reason="Nothing that shapes its weights has changed.",
)
_OF_NOTHING = MeasuredBlock(
    output=None,
    parameters=None,
    multiplications=None,
    field_rows=None,
    field_columns=None,
    reason="A pooling block reads maps, and 10 units without rows and columns come in.",
    kept=None,
    kept_reason=None,
)
_CHANGED = RUN.model_copy(
    update={
        "name": "digits-2",
        "kind": "digits",
        "data": "digits",
        "start": "scratch",
        "changed_from": "digits",
        "kept_from": "digits@20",
        "own_blocks": True,
        "can_change": True,
    }
)

TRAINING_EXAMPLES: dict[str, Message] = {
    "training_offer": TrainingOffer(
        data=[DATA, _FEW], starts=[SCRATCH, _MISSING], defaults=DEFAULTS, refused=None, max_runs=1
    ),
    "training_data": DATA,
    "training_base": SCRATCH,
    "training_defaults": DEFAULTS,
    "training_request": TrainingRequest(
        data_id="photos", start="scratch", name="pets", epochs=5, batch=16, learning_rate=0.01, validation_share=0.25
    ),
    "training_request_defaults": TrainingRequest(data_id="digits"),
    "training_request_changed": TrainingRequest(
        data_id="digits", blocks=LISTED, keep="digits@20", changed_from="digits"
    ),
    "training_started": TrainingStarted(name="photos", run=RUN),
    "training_started_reading": TrainingStarted(name="photos", run=None),
    "training_control_request": TrainingControlRequest(action="resume", epochs=40),
    "training_control_request_stop": TrainingControlRequest(action="stop"),
    "training_run": RUN,
    "training_run_stopped": _FIRST,
    "training_run_changed": _CHANGED,
    "block_list": LISTED,
    **{each.kind: each for each in BLOCKS},
    "run_blocks": RunBlocks(
        network=LISTED,
        changed_from="digits@20",
        changes=["block1_spread added before block1_pool", "dropout1 added before logits"],
    ),
    "run_blocks_default": RunBlocks(network=LISTED, changed_from=None, changes=[]),
    "measure_blocks_request": MeasureBlocksRequest(network=LISTED, data_id="digits", keep="digits@20"),
    "measure_blocks_request_alone": MeasureBlocksRequest(network=LISTED),
    "measured_block": _OF_MAPS,
    "measured_block_at_fault": _OF_NOTHING,
    "measured_blocks": MeasuredBlocks(
        blocks=[_OF_MAPS, _OF_NOTHING],
        parameters=144,
        multiplications=147_456,
        fault_at=1,
        fault=_OF_NOTHING.reason,
        kept_parameters=144,
    ),
    "training_run_list": TrainingRunList(
        runs=[RUN],
        starting=[
            StartingRun(name="photos-2", progress=PROGRESS, error=None),
            StartingRun(name="photos-3", progress=None, error=ERROR),
        ],
        damaged=[DamagedRun(name="old", problem="Expected a run that can be read, got a damaged one.")],
    ),
    "starting_run": StartingRun(name="photos-2", progress=PROGRESS, error=None),
    "damaged_run": DamagedRun(name="old", problem="Expected a run that can be read, got a damaged one."),
    "training_progress": CURVE,
    "training_progress_news": NEWS,
    "training_step": STEP,
    "training_epoch": EPOCH,
    "training_epoch_untrained": UNTRAINED,
    "training_results": TrainingResults(
        name="photos",
        epoch=20,
        best_epoch=18,
        accuracy=0.875,
        loss=0.25,
        classes=[OUTCOME, OUTCOME.model_copy(update={"name": "dogs", "right": 18, "taken_for": [2, 18]})],
        worst=[WORST, WORST.model_copy(update={"name": "cats/gone.jpg", "picture": None})],
        seconds=12.5,
    ),
    "class_outcome": OUTCOME,
    "worst_picture": WORST,
    "training_kernels": TrainingKernels(
        name="digits", epoch=3, layer="block1_conv", kernels=_KERNELS, limit=0.49609375, learns=True
    ),
}
