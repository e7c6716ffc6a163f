"""Examples of what the server answers: an input of 2 by 2 pixels and numbers that a person can check by eye."""

from tetrascope.analysis.simplex import VERTICES as BODIES
from tetrascope.api.messages import ErrorBody, ErrorEnvelope, Health, NetworkList, SampleList
from tetrascope.api.versions import PROTOCOL_VERSION
from tetrascope.engine.requests import Bitmap, Rectangle, Window
from tetrascope.engine.results import (
    Activations,
    Boundary,
    ClassLabel,
    ClassScore,
    Cluster,
    ClusteredLayer,
    FeatureMap,
    ImageInfo,
    Input,
    Layers,
    NetworkDescription,
    NetworkOutput,
    NetworkSummary,
    Pool,
    PoolBatch,
    PoolImage,
    PoolVertex,
    Predictions,
    Progress,
    Sample,
    Superpixels,
    Tensor,
)
from tetrascope.message import Message
from tetrascope.networks.fit import Fitting, framing_of
from tetrascope.networks.layer import Layer
from tetrascope.networks.receptive_field import Edge, Stage, Step
from tetrascope.networks.weights import WeightsStatus

from .requests import IMAGE_ID, NETWORK_ID

VERTICES = BODIES[4]
# The four values 0, 0.5, 1 and 1.5.
MAP = Tensor(shape=[2, 2], dtype="u1", scale=0.5, offset=0.0, data=bytes([0, 1, 2, 3]))
CONSTANT_MAP = Tensor(shape=[2, 2], dtype="u1", scale=0.0, offset=-0.25, data=bytes(4))
# Red, green, blue, white.
IMAGE = Tensor(
    shape=[2, 2, 3], dtype="u1", scale=1.0, offset=0.0, data=bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
)
BLACK = Tensor(shape=[2, 2, 3], dtype="u1", scale=1.0, offset=0.0, data=bytes(12))
# What becomes of a photo of 4 rows by 8 columns: the left end, the whole, the whole between two rows of black.
CROPPED, SQUASHED, PADDED = (
    framing_of(4, 8, 2, 2, Fitting("crop", 0.0)),
    framing_of(4, 8, 2, 2, Fitting("squash")),
    framing_of(4, 8, 4, 4, Fitting("pad")),
)
# The superpixels 0 and 1 above, 1 and 1 below.
LABEL_MAP = Tensor(shape=[2, 2], dtype="u2", scale=1.0, offset=0.0, data=bytes([0, 0, 1, 0, 1, 0, 1, 0]))
# 0, 1, 256 and 65535, which show that the low byte comes first.
TWO_BYTES = Tensor(shape=[2, 2], dtype="u2", scale=1.0, offset=0.0, data=bytes([0, 0, 1, 0, 0, 1, 255, 255]))
IMPORTANCE = Tensor(shape=[2, 2], dtype="u1", scale=0.25, offset=-0.25, data=bytes([0, 1, 2, 3]))

TABBY = ClassLabel(index=281, name="tabby", meaning="A cat with a striped or blotched coat — the commonest of all.")
TIGER_CAT = ClassLabel(index=282, name="tiger cat", meaning=None)
EGYPTIAN_CAT = ClassLabel(index=285, name="Egyptian cat", meaning="A slender cat with a spotted coat.")
LYNX = ClassLabel(index=287, name="lynx", meaning=None)
SCORE = ClassScore(label=EGYPTIAN_CAT, probability=0.5)
PROGRESS = Progress(done=8, total=49, seconds_left=1.25, stage="Classifying masked images")

PREDICTIONS = Predictions(
    image=IMAGE,
    framing=CROPPED,
    masks=[Rectangle(top=0, left=1, height=1, width=1)],
    classes=[SCORE, ClassScore(label=TIGER_CAT, probability=0.25)],
)
# The second row.
MASKED_BY_BITMAP = PREDICTIONS.model_copy(
    update={"masks": [Bitmap(kind="bitmap", top=1, left=0, height=1, width=2, data=bytes([0b1100_0000]))]}
)
CLUSTER = Cluster(index=0, channels=[1], mean_entropy=0.125, explained_variance=1.0, representative=MAP)
CONSTANT_CLUSTER = Cluster(
    index=0, channels=[0, 2], mean_entropy=0.0, explained_variance=None, representative=CONSTANT_MAP
)
CLUSTERED_LAYER = ClusteredLayer(
    position=0,
    layer="stem_conv",
    channels=3,
    height=2,
    width=2,
    entropies=[0.0, 0.25, 0.0],
    clusters=[CONSTANT_CLUSTER, CLUSTER.model_copy(update={"index": 1, "mean_entropy": 0.25})],
)
FEATURE_MAP = FeatureMap(channel=1, entropy=0.25, map=MAP)
ACTIVATIONS = Activations(layer="stem_conv", height=2, width=2, maps=[FEATURE_MAP])

WINDOWS = [Window(size=2, stride=1), Window(size=1, stride=1)]
LABELS = [EGYPTIAN_CAT, TIGER_CAT, TABBY, LYNX]
VERTEX_LIST = [
    PoolVertex(label=label, position=position.tolist(), mean_probability=probability)
    for label, position, probability in zip(LABELS, VERTICES, [0.375, 0.25, 0.125, 0.0625], strict=True)
]
KEPT_IMAGE = PoolImage(
    index=0,
    window=1,
    mask=Rectangle(top=0, left=0, height=1, width=1),
    label=285,
    probability=0.5,
    original_probability=0.5,
    kept=True,
    probabilities=[0.5, 0.0, 0.0, 0.0],
    position=[0.0, 1.0, 0.0],
    outside=0.5,
    represents=0,
)
CHANGED_IMAGE = PoolImage(
    index=1,
    window=1,
    mask=Rectangle(top=0, left=1, height=1, width=1),
    label=282,
    probability=0.25,
    original_probability=0.125,
    kept=False,
    probabilities=[0.125, 0.25, 0.125, 0.125],
    # (0.125 v0 + 0.25 v1 + 0.125 v2 + 0.125 v3) / 0.625
    position=((VERTICES.sum(axis=0) + VERTICES[1]) / 5).tolist(),
    outside=0.375,
    represents=None,
)
POOL_BATCH = PoolBatch(
    original=SCORE,
    examined=SCORE,
    windows=WINDOWS,
    vertices=VERTEX_LIST,
    relabelled=False,
    images=[KEPT_IMAGE.model_copy(update={"represents": None}), CHANGED_IMAGE],
    labels=[TIGER_CAT, EGYPTIAN_CAT],
)
POOL = Pool(
    original=SCORE,
    examined=SCORE,
    image=IMAGE,
    framing=CROPPED,
    fill_image=BLACK,
    windows=WINDOWS,
    vertices=VERTEX_LIST,
    images=[KEPT_IMAGE, CHANGED_IMAGE],
    labels=[TIGER_CAT, EGYPTIAN_CAT],
    importance=IMPORTANCE,
)
BOUNDARY = Boundary(
    status="separated",
    explanation="1 of 2 masked images kept the original's label and 1 lost it; a flat boundary separates them.",
    kept=1,
    changed=1,
    support_vectors=[0, 1],
    distances=[-1.5, 1.5],
    margin=3.0,
    accuracy=1.0,
    cross_validated_accuracy=None,
)
NO_BOUNDARY = Boundary(
    status="one_class",
    explanation="All 2 masked images kept the original's label, so there is no boundary.",
    kept=2,
    changed=0,
    support_vectors=[],
    distances=[],
    margin=None,
    accuracy=None,
    cross_validated_accuracy=None,
)

INPUT = Input(image=IMAGE, framing=CROPPED, fill_image=BLACK)
SUPERPIXELS = Superpixels(count=2, labels=LABEL_MAP)

WEIGHTS = WeightsStatus(available=True, source="package", megabytes=18.5, how_to_get=None)
MISSING_WEIGHTS = WeightsStatus(
    available=False, source=None, megabytes=553.0, how_to_get="tetrascope networks fetch vgg16"
)
OUTPUT = NetworkOutput(kind="exclusive", decided="Classes that exclude each other: the numbers are logits.")
LABELS_OUTPUT = NetworkOutput(
    kind="independent",
    decided="Independent labels: the numbers are probabilities, but do not sum to 1.",
)
SUMMARY = NetworkSummary(
    network_id=NETWORK_ID,
    title="EfficientNet-Lite0",
    input_height=224,
    input_width=224,
    input_channels=3,
    fit="crop",
    class_count=1000,
    default=True,
    weights=WEIGHTS,
    warnings=[],
    output=OUTPUT,
)
LAYER = Layer(
    name="stem_conv",
    kind="convolution",
    output="stem_activation",
    height=112,
    width=112,
    channels=32,
    stage=1,
    shown=True,
)
STEP = Step(kernel=3, stride=2, padding=0, dilation=1)
EDGE = Edge(source=0, whole=False, rows=STEP, columns=STEP)
WHOLE_EDGE = Edge(source=1, whole=True, rows=None, columns=None)
INPUT_STAGE = Stage(name="input", height=224, width=224, edges=[])
STAGE = Stage(name="stem_conv", height=112, width=112, edges=[EDGE])
DESCRIPTION = NetworkDescription(
    summary=SUMMARY.model_copy(update={"class_count": 2}),
    parameters=4_652_008,
    class_names=["tench", "goldfish"],
    layers=[LAYER],
    stages=[INPUT_STAGE, STAGE, Stage(name="pool", height=1, width=1, edges=[WHOLE_EDGE])],
)
IMAGE_INFO = ImageInfo(image_id=IMAGE_ID, width=451, height=300)
SAMPLE = Sample(
    name="cat",
    image=IMAGE_INFO,
    title="Cat",
    credit="Stefan van der Walt, CC0, by scikit-image",
    thumbnail=bytes([0xFF, 0xD8, 0xFF, 0xD9]),
)
ERROR = ErrorBody(
    code="invalid_input",
    message="Expected a window of 1 to 224 pixels, got 300.",
    hint="The network's input is 224 rows by 224 columns; a window must fit inside it.",
    field="windows[0].size",
)
PLAIN_ERROR = ErrorBody(code="not_found", message="Expected a route of the protocol, got '/v2'.", hint=None, field=None)

RESULT_EXAMPLES: dict[str, Message] = {
    "health": Health(
        version="0.1.0",
        protocol=PROTOCOL_VERSION,
        ready=True,
        device="CPU (2 cores)",
        running=0,
        cache_bytes=4096,
        cache_budget_bytes=671_088_640,
        network_bytes=18_776_096,
        network_budget_bytes=2_147_483_648,
    ),
    "network_list": NetworkList(networks=[SUMMARY]),
    "network_summary": SUMMARY,
    "network_summary_unavailable": SUMMARY.model_copy(update={"default": False, "weights": MISSING_WEIGHTS}),
    "network_summary_warned": SUMMARY.model_copy(
        update={
            "network_id": "own-digits",
            "title": "digits",
            "input_channels": 1,
            "fit": "squash",
            "warnings": ["Its answers are alike for all probe pictures. With --preprocessing none they differ."],
        }
    ),
    "network_description": DESCRIPTION,
    "network_output": OUTPUT,
    "network_output_independent": LABELS_OUTPUT,
    "weights_status": WEIGHTS,
    "weights_status_missing": MISSING_WEIGHTS,
    "layer": LAYER,
    "stage": STAGE,
    "edge": EDGE,
    "edge_whole": WHOLE_EDGE,
    "step": STEP,
    "sample_list": SampleList(samples=[SAMPLE]),
    "sample": SAMPLE,
    "image_info": IMAGE_INFO,
    "error_envelope": ErrorEnvelope(error=ERROR),
    "error_body": PLAIN_ERROR,
    "tensor": MAP,
    "tensor_constant": CONSTANT_MAP,
    "tensor_image": IMAGE,
    "tensor_two_bytes": TWO_BYTES,
    "class_label": TABBY,
    "class_score": SCORE,
    "progress": PROGRESS,
    "progress_unknown": Progress(done=0, total=49, seconds_left=None, stage="Classifying masked images"),
    "area": CROPPED.photo,
    "framing": CROPPED,
    "framing_squashed": SQUASHED,
    "framing_padded": PADDED,
    "predictions": PREDICTIONS,
    "predictions_bitmap": MASKED_BY_BITMAP,
    "cluster": CLUSTER,
    "clustered_layer": CLUSTERED_LAYER,
    "layers": Layers(predictions=PREDICTIONS, layers=[CLUSTERED_LAYER]),
    "feature_map": FEATURE_MAP,
    "activations": ACTIVATIONS,
    "pool_vertex": VERTEX_LIST[1],
    "pool_image": CHANGED_IMAGE,
    "pool_batch": POOL_BATCH,
    "pool_batch_relabelled": POOL_BATCH.model_copy(update={"relabelled": True}),
    "pool": POOL,
    "boundary": BOUNDARY,
    "boundary_one_class": NO_BOUNDARY,
    "input": INPUT,
    "superpixels": SUPERPIXELS,
}
