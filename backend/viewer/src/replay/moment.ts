import { maskOfJson } from "../protocol/jsonMask.ts";
import type { EventContents, EventKind, EventRecord, Mask } from "../protocol/messages.ts";
import { ALL_ON, type SwitchedOff, switched } from "../structure/scene/switchedOff.ts";

/** Where a camera was: its place and what it looked at, in the scene's units. */
export interface CameraPlace {
  readonly position: readonly number[];
  readonly target: readonly number[];
}

/** What the network had answered, as the participant's client told it. */
export interface Answered {
  readonly label: string | null;
  readonly probability: number | null;
  readonly latency_ms: number;
}

/** What one client had before the participant, at one step. */
export interface ClientMoment {
  readonly step: string;
  /** Where in Tetrascope; null outside. */
  readonly scene: EventRecord["scene"];
  readonly masks: readonly Mask[];
  /** The feature maps that are switched off. */
  readonly off: SwitchedOff;
  /** The feature maps that are open: of a layer, of a cluster of it, or a single one. */
  readonly layer: string | null;
  readonly cluster: number | null;
  readonly channel: number | null;
  /** Where the cameras of the two scenes rest; null where they were not moved. */
  readonly structureCamera: CameraPlace | null;
  readonly poolCamera: CameraPlace | null;
  /** The masked image that was clicked last. */
  readonly poolImage: number | null;
  /** What the network answered last, and whether it is being asked. */
  readonly answered: Answered | null;
  readonly asking: boolean;
  /** Settings and filters by name, as they were told; what was never set is not here. */
  readonly settings: ReadonlyMap<string, string>;
  readonly filters: ReadonlyMap<string, string>;
  /** The settings with which the pool of masked images was asked for last; null where it was not. */
  readonly poolAsked: ReadonlyMap<string, string> | null;
  /** Whether the page is out of sight, without its server, or standing still. */
  readonly hidden: boolean;
  readonly offline: boolean;
  readonly paused: boolean;
  /** Whether what stands in Tetrascope's place is open. */
  readonly reference: boolean;
}

/** What a participant had before them at a moment of their session. */
export interface Moment extends ClientMoment {
  /** Answers as they stood, by step and item: see `answerKey`. */
  readonly answers: ReadonlyMap<string, unknown>;
  /** The event that made it so; null before the first. */
  readonly event: EventRecord | null;
  /** Every client's own. */
  readonly clients: ReadonlyMap<string, ClientMoment>;
  /** The masks that stood last at each step: the server gives them to a client that comes to it. */
  readonly left: ReadonlyMap<string, readonly Mask[]>;
}

/** By what an answer is found. */
export function answerKey(step: string, item: string): string {
  return JSON.stringify([step, item]);
}

/** At each event, what the participant had from then on; before the first event, at place 0, nothing. */
export function momentsOf(events: readonly EventRecord[]): Moment[] {
  const moments = [BEFORE];
  for (const event of events) moments.push(after(moments.at(-1) as Moment, event));
  return moments;
}

/** What a client has when it is opened, or at another step: of what was there before, the masks. */
function beginning(step: string, masks: readonly Mask[] = [], paused = false): ClientMoment {
  return {
    step,
    scene: null,
    masks,
    off: ALL_ON,
    layer: null,
    cluster: null,
    channel: null,
    structureCamera: null,
    poolCamera: null,
    poolImage: null,
    answered: null,
    asking: false,
    settings: new Map(),
    filters: new Map(),
    poolAsked: null,
    hidden: false,
    offline: false,
    paused,
    reference: false,
  };
}

const BEFORE: Moment = {
  ...beginning(""),
  answers: new Map(),
  event: null,
  clients: new Map(),
  left: new Map(),
};

/** What is there after an event. A moment is never changed. */
export function after(before: Moment, event: EventRecord): Moment {
  const { client_id, step } = event;
  const known = before.clients.get(client_id);
  const own = known?.step === step ? known : beginning(step, before.left.get(step), known?.paused);
  const now: ClientMoment = { ...own, scene: sceneAfter(own.scene, event), ...changeOf(event, own) };
  return {
    ...now,
    answers: answersAfter(before.answers, event),
    event,
    clients: new Map(before.clients).set(client_id, now),
    left: before.left.get(step) === now.masks ? before.left : new Map(before.left).set(step, now.masks),
  };
}

/** What happens around a scene, such as a lost connection, does not leave it, whether or not it says where it was. */
function sceneAfter(before: EventRecord["scene"], { kind, scene }: EventRecord): EventRecord["scene"] {
  return scene ?? (AROUND.has(kind) ? before : null);
}

const AROUND: ReadonlySet<EventKind> = new Set([
  "session_closed",
  "page_hidden",
  "page_shown",
  "connection_lost",
  "connection_restored",
  "paused",
  "resumed",
  "event_refused",
]);

function answersAfter(before: Moment["answers"], { kind, step, content }: EventRecord): Moment["answers"] {
  if (kind !== "answer_changed" && kind !== "question_answered") return before;
  return new Map(before).set(answerKey(step, String(content.item)), content.value);
}

/** What an event changes of what its client has. Contents are as the server has checked them. */
function changeOf({ kind, scene, content }: EventRecord, own: ClientMoment): Partial<ClientMoment> {
  switch (kind) {
    case "mask_drawn":
    case "mask_moved":
    case "mask_removed": {
      const { index, mask } = contentOf<typeof kind>(content);
      const put = kind === "mask_removed" ? [] : [maskOfJson(mask)];
      return { masks: own.masks.toSpliced(Math.max(index, 0), kind === "mask_drawn" ? 0 : 1, ...put) };
    }
    case "masks_replaced":
      return { masks: contentOf<typeof kind>(content).masks.map(maskOfJson) };
    case "camera_moved":
      return { [scene === "pool" ? "poolCamera" : "structureCamera"]: contentOf<typeof kind>(content) };
    case "layer_opened":
      return { layer: contentOf<typeof kind>(content).layer, cluster: null, channel: null };
    case "cluster_opened": {
      const { layer, cluster } = contentOf<typeof kind>(content);
      return { layer, cluster, channel: null };
    }
    case "map_opened": {
      const { layer, channel } = contentOf<typeof kind>(content);
      return { layer, channel };
    }
    case "maps_closed":
      return { layer: null, cluster: null, channel: null };
    case "maps_switched": {
      const { layer, channels, to } = contentOf<typeof kind>(content);
      return { off: switched(own.off, layer, channels, to === "off") };
    }
    case "pool_image_opened":
      return { poolImage: contentOf<typeof kind>(content).index };
    case "filter_changed": {
      const { filter, value } = contentOf<typeof kind>(content);
      return { filters: new Map(own.filters).set(filter, value) };
    }
    case "setting_changed": {
      const { setting, value } = contentOf<typeof kind>(content);
      return { settings: new Map(own.settings).set(setting, value), ...closedBy(setting, value) };
    }
    case "recalculation_requested": {
      const isPool = contentOf<typeof kind>(content).operation === "pools";
      return { asking: true, ...(isPool && { poolAsked: own.settings }) };
    }
    case "recalculation_answered": {
      const { label = null, probability = null, latency_ms } = contentOf<typeof kind>(content);
      return { asking: false, answered: { label, probability, latency_ms } };
    }
    case "page_hidden":
    case "page_shown":
      return { hidden: kind === "page_hidden" };
    case "connection_lost":
    case "connection_restored":
      return { offline: kind === "connection_lost" };
    case "paused":
    case "resumed":
      return { paused: kind === "paused" };
    case "reference_opened":
    case "reference_closed":
      return { reference: kind === "reference_opened" };
    default:
      return {};
  }
}

/** What is let go of by a setting. */
function closedBy(setting: string, value: string): Partial<ClientMoment> {
  if (value !== "none") return {};
  return setting === "large_map" ? { channel: null } : setting === "pool_image" ? { poolImage: null } : {};
}

function contentOf<K extends EventKind>(content: EventRecord["content"]): EventContents[K] {
  return content as EventContents[K];
}
