"""Examples of messages that belong to no operation: what the server says of itself, networks, images, errors."""

from tetrascope.protocol.error import ErrorBody, ErrorEnvelope
from tetrascope.protocol.example import (
    BITMAP,
    CONSTANT_MAP,
    CROPPED,
    IMAGE,
    IMAGE_ID,
    MAP,
    NETWORK_ID,
    RECTANGLE,
    SCORE,
    TABBY,
)
from tetrascope.protocol.framing import Area
from tetrascope.protocol.health import Health
from tetrascope.protocol.images import ImageInfo, Sample, SampleList
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription, NetworkList, NetworkOutput, NetworkSummary
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.receptive_field import Edge, Stage, Step
from tetrascope.protocol.stories import Story, StoryList, StoryQuestion, StoryStep
from tetrascope.protocol.tensor import Tensor
from tetrascope.protocol.version import PROTOCOL_VERSION
from tetrascope.protocol.weights import WeightsStatus

# The whole photo of 4 rows by 8 columns, and the whole between two rows of black.
SQUASHED = CROPPED.model_copy(
    update={"fit": "squash", "crop_at": 0.5, "photo": Area(top=0.0, left=0.0, height=4.0, width=8.0)}
)
PADDED = SQUASHED.model_copy(update={"fit": "pad", "input": Area(top=1.0, left=0.0, height=2.0, width=4.0)})
# 0, 1, 256 and 65535, which show that the low byte comes first.
TWO_BYTES = Tensor(shape=[2, 2], dtype="u2", scale=1.0, offset=0.0, data=bytes([0, 0, 1, 0, 0, 1, 255, 255]))

PROGRESS = Progress(done=8, total=49, seconds_left=1.25, stage="Classifying masked images")


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
    title="Stem",
    section="Stem",
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
QUESTION = StoryQuestion(
    text="Will the probability fall?", choices=["It will", "It will not"], right=0, because="It does."
)
STORY = Story(
    story_id="what-makes-it-a-cat",
    title="What makes it a cat?",
    about="Find out which part of a picture the answer rests on.",
    minutes=10,
    sample="cat",
    steps=[
        StoryStep(
            scene="structure",
            title="Hide it",
            text=["Hide a part of the picture.", "With {hidden} hidden, {answer} has {now}."],
            expert=["Occlude a part of the picture."],
            points_at="masks",
            show={"masks": ""},
            goal="mask_drawn",
            question=QUESTION,
        ),
        StoryStep(scene="pool", title="What you have found", text=["{changed} of {copies} lost {answer}."]),
    ],
)

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

COMMON_EXAMPLES: dict[str, Message] = {
    "rectangle": RECTANGLE,
    "bitmap": BITMAP,
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
    "story_list": StoryList(stories=[STORY]),
    "story": STORY,
    "story_step": STORY.steps[0],
    "story_question": QUESTION,
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
}
