import type { AddressText } from "../../state/address.ts";
import { ANSWER, type AskedValue } from "./computed.ts";

/** Values of a way that an address holds; of a longer one, the last. */
const MAX_VALUES = 8;
const ONE = /^(\d{1,7})\.(\d{1,5})\.(\d{1,5})\.([loa])\.(.{1,512})$/;
/** What stands in the place of a name for the answer. */
const ANSWER_NAME = "answer";

/** The way to a value as `5.40.61.l.stem_conv~…`: channel, row, column, whether a layer, an operation or the answer, and its name. */
export const COMPUTED_TEXT: AddressText<readonly AskedValue[]> = {
  ofOverlay: true,
  parse: (text) => {
    const values = text.split("~").map(parseOne);
    if (values.length > MAX_VALUES || values.some((value) => value === undefined)) return undefined;
    return values.filter((value) => value !== undefined);
  },
  format: (trail) => {
    const texts = trail.slice(-MAX_VALUES).map(formatOne);
    return texts.length === 0 || texts.includes("") ? null : texts.join("~");
  },
};

function parseOne(text: string): AskedValue | undefined {
  const found = ONE.exec(text);
  if (!found) return undefined;
  const [, channel, row, column, kind, name = ""] = found;
  const place = { channel: Number(channel), row: Number(row), column: Number(column) };
  if (kind === "a") return { ...ANSWER, channel: place.channel };
  return kind === "l" ? { layer: name, output: null, ...place } : { layer: null, output: name, ...place };
}

/** Empty where it cannot be written. */
function formatOne({ layer, output, channel, row, column }: AskedValue): string {
  const name = layer ?? output ?? ANSWER_NAME;
  if (name.includes("~")) return "";
  const kind = layer !== null ? "l" : output !== null ? "o" : "a";
  return `${channel}.${row}.${column}.${kind}.${name}`;
}
