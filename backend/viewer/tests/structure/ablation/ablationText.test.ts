import { describe, expect, it } from "vitest";
import { switchedOffToText, textToSwitchedOff } from "../../../src/structure/ablation/ablationText";
import type { SwitchedOff } from "../../../src/structure/scene/switchedOff";

describe("the text of what is off", () => {
  it("comes back as it was, whatever the layers' names", () => {
    const every = Array.from({ length: 640 }, (_none, index) => 2 * index);
    const off: SwitchedOff = new Map([
      ["stem_conv", [3, 7, 12]],
      ["a~b:c%7E", [0]],
      ["head", every],
    ]);
    const text = switchedOffToText(off) ?? "";
    expect(text.startsWith("stem_conv:3.7.12~")).toBe(true);
    expect(text.length).toBeLessThan(300); // 640 numbers, as bits
    expect([...(textToSwitchedOff(text) ?? [])]).toEqual([...off]);
  });

  it("is none where nothing is off, or there is no room", () => {
    expect(switchedOffToText(new Map())).toBeNull();
    const names = Array.from({ length: 60 }, (_none, index) => "n".repeat(60) + index);
    expect(switchedOffToText(new Map(names.map((name) => [name, [1]])))).toBeNull();
  });

  it.each(["", "stem", "stem:", ":3", "stem:x", "stem:99999", "stem:3..4", "stem:b!", `stem:b${"_".repeat(3000)}`])(
    "of %s cannot be read",
    (text) => {
      expect(textToSwitchedOff(text)).toBeUndefined();
    },
  );

  it("of too many layers is refused as a whole", () => {
    const text = Array.from({ length: 65 }, (_none, index) => `l${index}:0`).join("~");
    expect(textToSwitchedOff(text)).toBeUndefined();
  });
});
