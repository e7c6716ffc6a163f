import type { EventKind } from "../protocol/messages.ts";

/** What events are about: each has a lane of the timeline. */
export type EventGroup = "masks" | "network" | "looking" | "questions" | "session";

/** The lanes, from above, with their names. */
export const GROUPS: readonly { group: EventGroup; label: string }[] = [
  { group: "masks", label: "Masks" },
  { group: "network", label: "Network" },
  { group: "looking", label: "Looking" },
  { group: "questions", label: "Questions" },
  { group: "session", label: "Session" },
];

const GROUP_OF: Record<EventKind, EventGroup> = {
  session_opened: "session",
  session_closed: "session",
  language_chosen: "session",
  step_started: "session",
  step_finished: "session",
  page_hidden: "session",
  page_shown: "session",
  connection_lost: "session",
  connection_restored: "session",
  paused: "session",
  resumed: "session",
  event_refused: "session",
  scene_entered: "looking",
  camera_moved: "looking",
  mask_drawn: "masks",
  mask_moved: "masks",
  mask_removed: "masks",
  masks_replaced: "masks",
  recalculation_requested: "network",
  recalculation_answered: "network",
  hover: "looking",
  layer_opened: "looking",
  cluster_opened: "looking",
  map_opened: "looking",
  computation_opened: "looking",
  maps_closed: "looking",
  maps_switched: "network",
  pool_image_opened: "looking",
  image_kept: "masks",
  comparison_opened: "looking",
  filter_changed: "looking",
  setting_changed: "looking",
  help_opened: "looking",
  reference_opened: "session",
  reference_closed: "session",
  question_shown: "questions",
  answer_changed: "questions",
  question_answered: "questions",
};

/** What an event is about. */
export function groupOf(kind: EventKind): EventGroup {
  return GROUP_OF[kind];
}
