import { effect, untracked } from "@preact/signals";
import { connection } from "../../state/connection.ts";
import type { Subject } from "../../state/subject.ts";
import { Ablation } from "../ablation/ablation.ts";
import { Influence } from "../ablation/influence.ts";
import { Answers } from "../answers/answers.ts";
import { Inputs } from "../answers/inputs.ts";
import { Comparison } from "../compare/comparison.ts";
import { Sides } from "../compare/sides.ts";
import { Computed } from "../computed/computed.ts";
import { Display } from "../display/display.ts";
import { Hand } from "../editor/hand.ts";
import { Superpixels } from "../editor/superpixels.ts";
import { Tools } from "../editor/tools.ts";
import { LayerRows } from "../layerRows/layerRows.ts";
import { FirstMaps } from "../layers/firstMaps.ts";
import { Maps } from "../maps/maps.ts";
import { Masks } from "../masks/masks.ts";
import { Overview } from "../overview/overview.ts";
import { Shelf } from "../shelf/shelf.ts";
import { followHover } from "../viewport/followHover.ts";
import { Viewport } from "../viewport/viewport.ts";
import { takeCondition } from "./takeCondition.ts";

/** All of one scene 1: what it is about, what was done to it, and what the network answers. */
export interface StructureSession {
  /** What its slots at the server, its store and its scene are named after. */
  readonly slot: string;
  readonly subject: Subject;
  readonly display: Display;
  readonly masks: Masks;
  /** What of the network is switched off. */
  readonly ablation: Ablation;
  /** What flows into what. */
  readonly influence: Influence;
  readonly inputs: Inputs;
  readonly tools: Tools;
  readonly superpixels: Superpixels;
  readonly hand: Hand;
  readonly answers: Answers;
  readonly maps: Maps;
  readonly firstMaps: FirstMaps;
  readonly shelf: Shelf;
  readonly comparison: Comparison;
  /** Which value is told of: how it is computed. */
  readonly computed: Computed;
  /** One layer over many images. */
  readonly layerRows: LayerRows;
  readonly viewport: Viewport;
  /** All layers at once. */
  readonly overview: Overview;
  /** Keeps its answers in step with what the person wants, from now on; to be called while it is shown. */
  start(): void;
  /** Asks again, after something went wrong. */
  retry(): void;
  /** Ends its effects and requests. What was chosen and drawn stays, and another `start` goes on from there. */
  dispose(): void;
}

/** Makes a session. Each of those in a page at the same time needs a `slot` of its own. */
export function createStructureSession(slot: string, subject: Subject): StructureSession {
  const display = new Display(subject);
  const masks = new Masks(subject);
  const ablation = new Ablation(subject);
  const inputs = new Inputs(subject, masks);
  const tools = new Tools();
  const superpixels = new Superpixels(slot, subject, tools);
  const answers = new Answers(slot, subject, display, masks, ablation);
  const influence = new Influence(slot, subject, display, masks, ablation, answers);
  const maps = new Maps(slot, subject, display, masks, ablation, answers);
  const shelf = new Shelf(slot, subject, masks);
  const hand = new Hand(tools, masks, inputs.preview, superpixels.segments);
  untracked(() => takeCondition({ subject, display, masks }));
  let stops: (() => void)[] = [];

  function retry(): void {
    inputs.retry();
    answers.retry();
  }

  const session: StructureSession = {
    slot,
    subject,
    display,
    masks,
    ablation,
    influence,
    inputs,
    tools,
    superpixels,
    hand,
    answers,
    maps,
    firstMaps: new FirstMaps(subject, masks, ablation),
    shelf,
    comparison: new Comparison(slot, subject, display, new Sides(subject, display, masks, shelf)),
    computed: new Computed(),
    layerRows: new LayerRows(),
    viewport: new Viewport(),
    overview: new Overview(display, answers),
    retry,
    start: () => {
      if (stops.length > 0) return;
      masks.tellOpened();
      ablation.tellOpened();
      const parts = [masks, ablation, answers, influence, maps, inputs, shelf];
      const cancelStroke = () => hand.cancel();
      stops = [
        cancelStroke,
        effect(() => takeCondition(session)),
        ...parts.map((part) => part.follow()),
        effect(() => retryUnreachable(answers, retry)),
        followHover(session),
      ];
    },
    dispose: () => {
      // The last first: what ends must not make work for what has not ended yet.
      for (const stop of stops.reverse()) stop();
      stops = [];
    },
  };
  return session;
}

/** What failed because the server was away is asked for again when it is back. */
function retryUnreachable({ status }: Answers, retry: () => void): void {
  if (connection.value.status !== "ready") return;
  untracked(() => {
    if (status.value.state === "failed" && status.value.complaint.code === "unreachable") retry();
  });
}
