"""What can happen in a session, and what each event's content tells: one table, for checks, codebook and reference."""

from typing import Literal, NamedTuple, get_args

EventKind = Literal[
    "session_opened",
    "session_closed",
    "language_chosen",
    "step_started",
    "step_finished",
    "page_hidden",
    "page_shown",
    "connection_lost",
    "connection_restored",
    "paused",
    "resumed",
    "event_refused",
    "scene_entered",
    "camera_moved",
    "mask_drawn",
    "mask_moved",
    "mask_removed",
    "masks_replaced",
    "recalculation_requested",
    "recalculation_answered",
    "hover",
    "layer_opened",
    "cluster_opened",
    "map_opened",
    "computation_opened",
    "maps_closed",
    "maps_switched",
    "pool_image_opened",
    "image_kept",
    "comparison_opened",
    "filter_changed",
    "setting_changed",
    "help_opened",
    "reference_opened",
    "reference_closed",
    "question_shown",
    "answer_changed",
    "question_answered",
]
"""What happened."""
QUESTION_KINDS: tuple[EventKind, ...] = ("question_shown", "answer_changed", "question_answered")
SceneName = Literal["menu", "structure", "pool"]
"""Where in Tetrascope: the main menu, scene 1, network structure, or scene 2, masked images."""

ContentType = Literal["text", "whole", "number", "mask", "masks", "answer", "numbers"]


class ContentField(NamedTuple):
    """A field of an event's content."""

    name: str
    type: ContentType
    """`mask` is a mask as requests have it, with the bits of a bitmap as base64; `masks` a list of these; `answer` what
    the question takes; `numbers` a list of numbers."""
    meaning: str
    """With the unit, where there is one."""
    required: bool = True


class EventDescription(NamedTuple):
    """What an event of a kind tells."""

    meaning: str
    content: tuple[ContentField, ...] = ()


_ITEM = ContentField("item", "text", "name of the question within the step")
_VALUE = ContentField("value", "answer", "the answer; null for none")
_INDEX = ContentField("index", "whole", "the mask's place in the list of masks, from 0")
_MASK = ContentField("mask", "mask", "the mask as it is now, in pixels of the network's input")
_LAYER = ContentField("layer", "text", "name of the layer")
_OPERATION = ContentField("operation", "text", "name of the operation that is asked for")
_LATENCY = ContentField("latency_ms", "number", "milliseconds from the request to the whole answer")
_DURATION = ContentField("duration_ms", "number", "how long it lasted, in milliseconds")

EVENTS: dict[EventKind, EventDescription] = {
    "session_opened": EventDescription(
        "A client opened the session, for the first time or again.",
        (
            ContentField("client", "text", "`browser`, `unity`, or `simulation`"),
            ContentField("version", "text", "the client's version"),
            ContentField("width", "whole", "width of its window, in pixels", required=False),
            ContentField("height", "whole", "height of its window, in pixels", required=False),
            ContentField("display", "text", "`screen` or `headset`", required=False),
        ),
    ),
    "session_closed": EventDescription("The participant closed the client, as far as it came to know."),
    "language_chosen": EventDescription(
        "The participant chose a language.", (ContentField("language", "text", "its tag, BCP 47"),)
    ),
    "step_started": EventDescription("A step was entered, for the first time or again."),
    "step_finished": EventDescription(
        "A step was left for the next.",
        (ContentField("reason", "text", "`done` by the participant, or `time` where its limit was over"),),
    ),
    "page_hidden": EventDescription("The client is no longer in sight: another window, or the headset was taken off."),
    "page_shown": EventDescription("The client is in sight again."),
    "connection_lost": EventDescription("The client lost its server."),
    "connection_restored": EventDescription("The client has its server again."),
    "paused": EventDescription("The client stands still, because the experimenter paused the session."),
    "resumed": EventDescription("The client goes on, because the experimenter resumed the session."),
    "event_refused": EventDescription(
        "The server refused an event of this client for good, which is lost: the records tell that it is.",
        (
            ContentField("refused", "text", "its kind"),
            ContentField("message", "text", "the server's reason"),
        ),
    ),
    "scene_entered": EventDescription("A scene was entered: `scene` says which."),
    "camera_moved": EventDescription(
        "The camera came to rest at another place.",
        (
            ContentField("position", "numbers", "where it is: x, y, z in the scene's units"),
            ContentField("target", "numbers", "what it looks at, likewise"),
        ),
    ),
    "mask_drawn": EventDescription("A mask was added.", (_INDEX, _MASK)),
    "mask_moved": EventDescription("A mask was moved, or changed in size or shape.", (_INDEX, _MASK)),
    "mask_removed": EventDescription("A mask was removed.", (_INDEX, _MASK)),
    "masks_replaced": EventDescription(
        "All masks were replaced at once: undone, done again, cleared, or those of an image that was opened.",
        (
            ContentField("masks", "masks", "the masks as they are now"),
            ContentField("reason", "text", "`undo`, `redo`, `clear`, or `open`"),
        ),
    ),
    "recalculation_requested": EventDescription("The network was asked.", (_OPERATION,)),
    "recalculation_answered": EventDescription(
        "The network's answer was there.",
        (
            _OPERATION,
            _LATENCY,
            ContentField("label", "text", "the most probable class", required=False),
            ContentField("probability", "number", "its probability, 0..1", required=False),
            ContentField("hidden", "number", "share of the input's pixels that masks hide, 0..1", required=False),
            ContentField("original", "text", "the class that is most probable without masks", required=False),
            ContentField("original_probability", "number", "its probability now, 0..1", required=False),
            ContentField("copies", "whole", "how many masked images a pool has", required=False),
            ContentField("changed", "whole", "how many of them have another most probable class", required=False),
        ),
    ),
    "hover": EventDescription(
        "The pointer rested on something for a while.",
        (
            ContentField("target", "text", "`cluster`, `map`, `input`, `class`, or `pool_image`"),
            _DURATION,
            _LAYER._replace(required=False),
            ContentField("cluster", "whole", "index of the cluster, from 0", required=False),
            ContentField("channel", "whole", "index of the feature map, from 0", required=False),
            ContentField("row", "number", "row of the pixel", required=False),
            ContentField("column", "number", "column of the pixel", required=False),
            ContentField("index", "whole", "index in the pool, or of the class", required=False),
        ),
    ),
    "layer_opened": EventDescription("All feature maps of a layer were opened.", (_LAYER,)),
    "cluster_opened": EventDescription(
        "The feature maps of a cluster were opened.",
        (_LAYER, ContentField("cluster", "whole", "index of the cluster, from 0")),
    ),
    "map_opened": EventDescription(
        "A single feature map was enlarged.",
        (_LAYER, ContentField("channel", "whole", "index of the feature map, from 0")),
    ),
    "computation_opened": EventDescription(
        "The participant asked how a pixel is computed.",
        (
            _LAYER._replace(required=False),
            ContentField("channel", "whole", "index of the feature map, from 0"),
            ContentField("row", "whole", "row of the pixel in the map, from 0"),
            ContentField("column", "whole", "column of the pixel in the map, from 0"),
        ),
    ),
    "maps_closed": EventDescription("The feature maps were closed."),
    "maps_switched": EventDescription(
        "Feature maps of a layer were switched off, or on again: the network answers without what is off.",
        (
            _LAYER,
            ContentField("channels", "numbers", "indices of these feature maps, from 0"),
            ContentField("to", "text", "`off` or `on`"),
            ContentField("reason", "text", "`hand`, `undo`, `redo`, `all_on`, or `open` with a link"),
        ),
    ),
    "pool_image_opened": EventDescription(
        "A masked image was clicked.", (ContentField("index", "whole", "its index in the pool, from 0"), _MASK)
    ),
    "image_kept": EventDescription(
        "A modified image was kept beside the others.", (ContentField("masks", "masks", "its masks"),)
    ),
    "comparison_opened": EventDescription(
        "Two modified images were compared.",
        (
            ContentField("left", "masks", "masks of the one"),
            ContentField("right", "masks", "masks of the other"),
        ),
    ),
    "filter_changed": EventDescription(
        "Which masked images are shown was changed.",
        (
            ContentField("filter", "text", "name of the filter"),
            ContentField("value", "text", "what it lets through now"),
        ),
    ),
    "setting_changed": EventDescription(
        "Something else was set.",
        (ContentField("setting", "text", "name of the setting"), ContentField("value", "text", "its value now")),
    ),
    "help_opened": EventDescription("The help was opened.", (ContentField("topic", "text", "which page of it"),)),
    "reference_opened": EventDescription("What stands in Tetrascope's place was opened."),
    "reference_closed": EventDescription("The participant came back from it.", (_DURATION,)),
    "question_shown": EventDescription("A question was on the screen for the first time.", (_ITEM,)),
    "answer_changed": EventDescription("An answer was changed, but not given yet.", (_ITEM, _VALUE)),
    "question_answered": EventDescription("An answer was given; the last one counts.", (_ITEM, _VALUE)),
}
"""Every kind. A client may tell more in an event's content; what is declared here has the declared type."""

assert tuple(EVENTS) == get_args(EventKind)
