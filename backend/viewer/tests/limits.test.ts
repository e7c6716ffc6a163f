import { expect, test } from "vitest";

import { MAX_NEW_PARTICIPANTS, MAX_NOTE } from "../src/experimenter/liveStudy.ts";
import { MAX_ASKED } from "../src/merging/Suggestions.tsx";
import { MAX_PER_LABEL, PER_LABEL } from "../src/pool/settings/settings.ts";
import { MAX_IMAGES, MAX_WINDOWS } from "../src/pool/settings/windows.ts";
import { FILLS } from "../src/state/fill.ts";
import { MAX_UPLOAD_BYTES } from "../src/state/imageFile.ts";
import { MAX_CLASSES, MAX_LABELS, MAX_NAME } from "../src/state/mergedLabels.ts";
import { CLUSTERS } from "../src/structure/display/display.ts";
import { SEGMENTS } from "../src/structure/editor/tools.ts";
import { MAX_LAYERS } from "../src/structure/layers/layerChoice.ts";
import { MAX_MASKS, MAX_SIDE } from "../src/structure/masks/maskText.ts";
import { CRITERION_NAMES, USUAL_CRITERION } from "../src/structure/scene/criterion.ts";
import { protocolFile } from "./protocol/recordings.ts";

/** What JSON Schema says of a field. */
interface Field {
  default: unknown;
  minimum: number;
  maximum: number;
  maxItems: number;
  maxLength: number;
  enum: string[];
  anyOf: Field[];
}

const { $defs: messages } = JSON.parse(new TextDecoder().decode(protocolFile("schema.json"))) as {
  $defs: Record<string, { properties: Record<string, Field> }>;
};

function field(message: string, name: string): Field {
  const found = messages[message]?.properties[name];
  if (found === undefined) throw new Error(`Expected a field ${name} of ${message}, got none.`);
  return found;
}

/** A server's default for one of its settings, by the guide. */
function setting(name: string): number {
  const guide = new TextDecoder().decode(protocolFile("README.md"));
  return Number(new RegExp(`^\\| \`${name}\` \\| (\\d+)`, "m").exec(guide)?.[1]);
}

test("what can be asked for in scene 1 is what the protocol takes", () => {
  const { minimum, maximum, default: usual } = field("LayersRequest", "clusters");
  expect(CLUSTERS).toEqual({ min: minimum, max: maximum, usual });
  expect(MAX_SIDE).toBe(field("Bitmap", "height").maximum);
  expect(MAX_MASKS).toBe(field("LayersRequest", "masks").maxItems);
  expect(MAX_LAYERS).toBe(field("LayersRequest", "layers").anyOf[0]?.maxItems);
  expect(FILLS).toEqual(field("LayersRequest", "fill").enum);
  expect(CRITERION_NAMES).toEqual(field("LayersRequest", "criterion").enum);
  expect(CRITERION_NAMES).toEqual(field("ActivationsRequest", "criterion").enum);
  expect(USUAL_CRITERION).toBe(field("LayersRequest", "criterion").default);
  const segments = field("SuperpixelsRequest", "segments");
  expect(SEGMENTS.min).toBeGreaterThanOrEqual(segments.minimum);
  expect(SEGMENTS.max).toBeLessThanOrEqual(segments.maximum);
  expect(SEGMENTS.usual).toBe(segments.default);
});

test("as many labels can be merged as the protocol takes", () => {
  expect(MAX_LABELS).toBe(field("LayersRequest", "merged").maxItems);
  expect(MAX_LABELS).toBe(field("PoolRequest", "merged").maxItems);
  expect(MAX_CLASSES).toBe(field("MergedLabel", "classes").maxItems);
  expect(MAX_NAME).toBe(field("MergedLabel", "name").maxLength);
  expect(MAX_ASKED).toBe(field("SimilarClassesRequest", "classes").anyOf[0]?.maxItems);
});

test("what can be asked for in scene 2 is what the protocol takes", () => {
  const { maximum, default: usual } = field("PoolRequest", "per_label");
  expect([PER_LABEL, MAX_PER_LABEL]).toEqual([usual, maximum]);
  expect(MAX_WINDOWS).toBe(field("PoolRequest", "windows").anyOf[0]?.maxItems);
  expect(FILLS).toEqual(field("PoolRequest", "fill").enum);
});

test("what is refused before it is sent is what a server refuses by default", () => {
  expect(MAX_UPLOAD_BYTES).toBe(setting("max_upload_bytes"));
  expect(MAX_IMAGES).toBe(setting("max_pool_images"));
});

test("what the experimenter can write and add is what the protocol takes", () => {
  expect(MAX_NOTE).toBe(field("NewNote", "text").maxLength);
  expect(MAX_NEW_PARTICIPANTS).toBe(field("NewParticipants", "count").maximum);
});
