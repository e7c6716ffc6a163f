import { expect } from "vitest";

/**
 * What every client computes alike, as tests/clients/NAME.json: written by the browser's own code (`vitest run -u`), and
 * what the C# client is tested against.
 */
export async function expectShared(name: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const entries = Object.entries(values).map(([key, value]) => ` ${JSON.stringify(key)}: ${written(value)}`);
  const text = `{\n${entries.join(",\n")}\n}\n`;
  await expect(text).toMatchFileSnapshot(`../../../../tests/clients/${name}.json`);
}

/** JSON, a line for each item of a list. */
function written(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value, rounded);
  return `[\n${value.map((item) => `  ${JSON.stringify(item, rounded)}`).join(",\n")}\n ]`;
}

/** To a hundredth of a micrometre: the last digits of a sine differ from machine to machine. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(8)) + 0 : value;
}
