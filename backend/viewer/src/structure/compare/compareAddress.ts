import type { AddressText } from "../../state/address.ts";
import { FILLS, type Fill } from "../../state/fill.ts";
import { placed } from "../masks/mask.ts";
import { masksToText, textToMasks } from "../masks/maskText.ts";
import { type Candidate, type ComparisonChoice, ORIGINAL, PRESENT, type SideChoice, type Sides } from "./sides.ts";

/** The form of the text; an address with another is of another version, and left alone. */
const VERSION = "1";
/** What a side's masks may take of an address; a side with more is left to the reader's own default. */
const MAX_SIDE_LETTERS = 1500;

/**
 * An open comparison as `1/A/B/layer`. A side is `o` for the original, `p` for the image as it is masked, `black:r40,…`
 * for a fill and its masks, or `-` for none in particular. A closed one is not written.
 */
export function compareText(sides: Sides): AddressText<ComparisonChoice> {
  return {
    ofOverlay: true,
    parse,
    // What is left to reason is written as it is here: another browser has kept other images.
    format: (choice) => {
      if (!choice.open) return null;
      const layer = sides.layerOf(choice)?.name ?? choice.layer ?? "";
      return [VERSION, sideText(sides.aOf(choice)), sideText(sides.bOf(choice)), layer].join("/");
    },
  };
}

function parse(text: string): ComparisonChoice | undefined {
  const [version, a, b, ...layer] = text.split("/");
  if (version !== VERSION || a === undefined || b === undefined || layer.length === 0) return undefined;
  const name = layer.join("/");
  if (name.length > 128) return undefined;
  const sides = [sideOf(a, "A"), sideOf(b, "B")];
  if (sides.some((side) => side === undefined)) return undefined;
  return { open: true, a: sides[0] ?? null, b: sides[1] ?? null, layer: name === "" ? null : name };
}

function sideText(side: Candidate | null): string {
  if (side === null) return "-";
  if (side.key === ORIGINAL) return "o";
  if (side.key === PRESENT) return "p";
  const { text, left } = masksToText(side.masks, MAX_SIDE_LETTERS);
  return left > 0 ? "-" : `${side.fill}:${text}`;
}

/** Undefined where the text cannot be read. */
function sideOf(text: string, letter: string): SideChoice | null | undefined {
  if (text === "-") return null;
  if (text === "o") return ORIGINAL;
  if (text === "p") return PRESENT;
  const mark = text.indexOf(":");
  const fill = FILLS.find((one): one is Fill => one === text.slice(0, mark));
  const found = mark < 0 ? null : textToMasks(text.slice(mark + 1));
  if (!fill || !found || found.left > 0) return undefined;
  return { key: `linked ${letter}`, name: `From the link (${letter})`, masks: found.masks.map(placed), fill };
}
