import type { EventContents, EventKind, EventRecord, JsonMask } from "../protocol/messages.ts";
import { count, percent } from "../ui/words.ts";

/** What happened, as a person says it. */
const WORDS: { [K in EventKind]: (content: EventContents[K]) => string } = {
  session_opened: ({ client, width, height }) =>
    `Opened the session${client === "browser" ? "" : ` (${client})`}${width ? `, ${width} × ${height} pixels` : ""}`,
  session_closed: () => "Closed the page",
  language_chosen: ({ language }) => `Chose the language “${language}”`,
  step_started: () => "Began the step",
  step_finished: ({ reason }) => (reason === "time" ? "The time of the step was over" : "Finished the step"),
  page_hidden: () => "Went to another window",
  page_shown: () => "Came back to the page",
  connection_lost: () => "Lost the server",
  connection_restored: () => "Has the server again",
  paused: () => "Was paused by the experimenter",
  resumed: () => "Was resumed",
  event_refused: ({ refused, message }) => `Lost an event (${refused}), which the server refused: ${message}`,
  scene_entered: () => "Entered the scene",
  camera_moved: () => "Moved the camera",
  mask_drawn: ({ mask }) => `Drew a mask${sizeOf(mask)}`,
  mask_moved: ({ mask }) => `Moved or changed a mask${sizeOf(mask)}`,
  mask_removed: () => "Removed a mask",
  masks_replaced: ({ reason, masks }) => `${REASONS[reason] ?? "Replaced the masks"}: ${count(masks.length, "mask")}`,
  recalculation_requested: () => "The network was asked",
  recalculation_answered: ({ label, probability, latency_ms }) =>
    `The network answered after ${Math.round(latency_ms)} ms${label ? `: ${label}` : ""}` +
    (probability === undefined ? "" : `, ${percent(probability)}`),
  hover: ({ target, layer, duration_ms }) =>
    `Looked at ${target}${layer ? ` of ${layer}` : ""} for ${(duration_ms / 1000).toFixed(1)} s`,
  layer_opened: ({ layer }) => `Opened the maps of ${layer}`,
  cluster_opened: ({ layer, cluster }) => `Opened cluster ${cluster + 1} of ${layer}`,
  map_opened: ({ layer, channel }) => `Enlarged channel ${channel} of ${layer}`,
  computation_opened: ({ layer, channel, row, column }) =>
    `Asked how a pixel is computed: ${layer ?? "the answer"}, channel ${channel}, row ${row}, column ${column}`,
  maps_closed: () => "Closed the maps",
  maps_switched: ({ layer, channels, to, reason }) =>
    `${SWITCHED[reason] ?? `Switched ${to}`}: ${count(channels.length, "map")} of ${layer}${reason === "hand" ? "" : `, now ${to}`}`,
  pool_image_opened: ({ index }) => `Opened masked image ${index}`,
  image_kept: () => "Kept the modified image",
  comparison_opened: () => "Compared two modified images",
  filter_changed: ({ filter, value }) => `Set the filter ${filter}: ${value}`,
  setting_changed: ({ setting, value }) => VR_WORDS[`${setting} ${value}`] ?? `Set ${setting}: ${value}`,
  help_opened: ({ topic }) => `Opened the help${topic ? `: ${topic}` : ""}`,
  reference_opened: () => "Opened the reference",
  reference_closed: ({ duration_ms }) => `Came back after ${Math.round(duration_ms / 1000)} s`,
  question_shown: ({ item }) => `Saw the question ${item}`,
  answer_changed: ({ item }) => `Changed the answer to ${item}`,
  question_answered: ({ item }) => `Answered ${item}`,
};

/** What is set by itself, as the headset is put on and taken off. */
const VR_WORDS: Record<string, string> = {
  "vr entered": "Entered VR",
  "vr left": "Left VR",
};

const REASONS: Record<string, string> = {
  undo: "Took a step back",
  redo: "Took it again",
  clear: "Removed all masks",
  open: "Opened an image with its masks",
};

const SWITCHED: Record<string, string> = {
  undo: "Took switching back",
  redo: "Switched again",
  all_on: "Switched all on",
  open: "Opened a link",
};

/** What happened in an event, in a few words. */
export function eventWords({ kind, content }: EventRecord): string {
  return (WORDS[kind] as (content: EventRecord["content"]) => string)(content);
}

function sizeOf({ kind, height, width }: JsonMask): string {
  return ` (${kind}, ${height} × ${width})`;
}
