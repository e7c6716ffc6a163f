import type { AddressText } from "../../state/address.ts";
import type { AskedValue } from "./computed.ts";

/** Values of a way that an address holds; of a longer one, the last. */
const MAX_VALUES = 8;
const ONE = /^(\d{1,7})\.(\d{1,5})\.(\d{1,5})\.([lo])\.(.{1,512})$/;

/** The way to a value as `5.40.61.l.stem_conv~…`: channel, row, column, whether a layer or an operation, and its name. */
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
  return kind === "l" ? { layer: name, output: null, ...place } : { layer: null, output: name, ...place };
}

/** Empty where it cannot be written. */
function formatOne({ layer, output, channel, row, column }: AskedValue): string {
  const name = layer ?? output;
  if (name === null || name.includes("~")) return "";
  return `${channel}.${row}.${column}.${layer === null ? "o" : "l"}.${name}`;
}
