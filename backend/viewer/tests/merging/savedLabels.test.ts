import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetLabel, savedLabels, saveLabel } from "../../src/merging/savedLabels.ts";

const CAT = { name: "cat", classes: [0, 1] };

function store(text: string | null = null) {
  const kept = { text };
  vi.stubGlobal("localStorage", {
    getItem: () => kept.text,
    setItem: (_key: string, value: string) => {
      kept.text = value;
    },
  });
}

afterEach(() => vi.unstubAllGlobals());

describe("saved labels", () => {
  it("are kept by network, the latest first, one of a name", () => {
    store();
    saveLabel("tiny", CAT);
    saveLabel("tiny", { name: "car", classes: [2, 3] });
    saveLabel("other", { name: "cat", classes: [7, 8] });
    saveLabel("tiny", { name: "cat", classes: [0, 4] });
    expect(savedLabels("tiny")).toEqual([
      { name: "cat", classes: [0, 4] },
      { name: "car", classes: [2, 3] },
    ]);
    forgetLabel("tiny", "cat");
    expect(savedLabels("tiny").map(({ name }) => name)).toEqual(["car"]);
    expect(savedLabels("other")).toHaveLength(1);
  });

  it.each(["", "[", "null", "7", '{"tiny": 3}', '{"tiny": [null, 3, {"name": "a"}, {"name": 1, "classes": [1]}]}'])(
    "are none where the store holds %s",
    (text) => {
      store(text);
      expect(savedLabels("tiny")).toEqual([]);
      saveLabel("tiny", CAT);
      expect(savedLabels("tiny")).toEqual([CAT]);
    },
  );

  it("are none where there is no store", () => {
    vi.stubGlobal("localStorage", undefined);
    saveLabel("tiny", CAT);
    expect(savedLabels("tiny")).toEqual([]);
  });
});
