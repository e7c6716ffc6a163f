import { effect, untracked } from "@preact/signals";
import { ask } from "../../state/ask.ts";
import { connection } from "../../state/connection.ts";
import { followInput, retryInputs } from "../answers/inputs.ts";
import type { LiveRequests } from "../answers/live.ts";
import { noteOriginal, seekOriginal } from "../answers/original.ts";
import { clearResult, liveResult, prepareFor, stage } from "../answers/result.ts";
import { askMaps, dropMaps, openedLayer, wantedMaps } from "../maps/maps.ts";
import { adopt, draft, edits } from "../masks/masks.ts";
import { followShelf } from "../shelf/shelf.ts";
import { registerAddress } from "./structureAddress.ts";
import { imageId, inputSize, wanted } from "./subject.ts";

registerAddress();

const live: LiveRequests = liveResult((body, asking) => ask("layers", body, { slot: "structure", ...asking }), {
  onPredictions: noteOriginal,
  onComplete: (body) => {
    if (body.masks && body.masks.length > 0) seekOriginal(body);
  },
});

/** Asks again, after something went wrong. */
export function retry(): void {
  retryInputs();
  const body = wanted.peek();
  if (body) live.again(body);
}

/** Keeps scene 1's answers in step with what the person wants, until the returned function is called. */
export function startSession(): () => void {
  const stops = [
    effect(followOwner),
    effect(followWanted),
    effect(followMaps),
    effect(followConnection),
    followInput(),
    followShelf(),
  ];
  return () => {
    for (const stop of stops) stop();
    live.stop();
    dropMaps();
    draft.value = null;
    if (stage.peek().state === "running") clearResult();
  };
}

/** Masks belong to an image and an input. */
function followOwner(): void {
  const id = imageId.value;
  const size = inputSize.value;
  edits.value.owner;
  if (id !== null && size) untracked(() => adopt(id, size));
}

function followWanted(): void {
  const body = wanted.value;
  untracked(() => {
    if (!body) {
      if (imageId.value === null) clearResult();
      return;
    }
    const subjectChanged = prepareFor(body);
    live.want(body, subjectChanged || draft.value === null);
  });
}

function followMaps(): void {
  const body = wantedMaps.value;
  if (!openedLayer.value) untracked(dropMaps);
  else if (body) untracked(() => askMaps(body));
}

/** What failed because the server was away is asked for again when it is back. */
function followConnection(): void {
  if (connection.value.status !== "ready") return;
  untracked(() => {
    if (stage.value.state === "failed" && stage.value.complaint.code === "unreachable") retry();
  });
}
