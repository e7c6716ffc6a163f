// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { withoutBlock } from "../../../src/training/blocks/blockEdits";
import { KnownBlocks } from "../../../src/training/blocks/networkBlocks";
import type { TrainingServer } from "../../../src/training/training";
import { LIST, measuredBlocks } from "./lists";

const server = {
  blocks: vi.fn(async () => ({ network: LIST, changed_from: null, changes: [] })),
  dataBlocks: vi.fn(async () => ({ network: LIST, changed_from: null, changes: [] })),
  measure: vi.fn(async ({ network }) => measuredBlocks(network)),
} as unknown as TrainingServer & { measure: ReturnType<typeof vi.fn> };

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

beforeEach(() => {
  sessionStorage.clear();
  server.measure.mockClear();
});

describe("the blocks of a run", () => {
  test("are read until they are opened, and a draft is measured against the run's weights", async () => {
    const blocks = new KnownBlocks(server).of({ run: "digits" });
    const stop = blocks.follow(() => "digits");
    await settled();
    expect([blocks.isOpen.value, blocks.draft.value]).toEqual([false, null]);
    expect(server.measure).toHaveBeenLastCalledWith({ network: LIST, data_id: "digits" });
    blocks.open();
    expect(server.measure).toHaveBeenLastCalledWith({ network: LIST, data_id: "digits", keep: "digits" });
    stop();
  });

  test("are as they were left, also by another page of this tab, until a run has them", async () => {
    const known = new KnownBlocks(server);
    const blocks = known.of({ run: "digits" });
    const stop = blocks.follow(() => null);
    await settled();
    blocks.open();
    blocks.draft.value?.edit(withoutBlock(LIST, 1));
    stop();
    expect(known.of({ run: "digits" })).toBe(blocks);
    const again = new KnownBlocks(server).of({ run: "digits" });
    const stopAgain = again.follow(() => null);
    await settled();
    expect(again.isOpen.value).toBe(true);
    expect(again.draft.value?.list.value.blocks).toHaveLength(4);
    again.draft.value?.undo();
    expect(again.draft.value?.changes.value.count).toBe(0);
    stopAgain();
    again.forget();
    const third = new KnownBlocks(server).of({ run: "digits" });
    third.follow(() => null)();
    await settled();
    expect(third.draft.value).toBeNull();
  });

  test("that a tab kept and that are none are forgotten", async () => {
    sessionStorage.setItem("tetrascope.blocks.run.digits", '{"now": {"height": 8}, "past": [], "future": []}');
    const blocks = new KnownBlocks(server).of({ run: "digits" });
    await blocks.load();
    expect(blocks.draft.value).toBeNull();
  });
});

describe("the blocks of a new network", () => {
  test("can be changed from the beginning, and keep no weights", async () => {
    const blocks = new KnownBlocks(server).of({ data: "digits" });
    const stop = blocks.follow(() => "digits");
    await settled();
    expect(blocks.isOpen.value).toBe(true);
    expect(server.measure).toHaveBeenCalledWith({ network: LIST, data_id: "digits", keep: null });
    blocks.draft.value?.edit(withoutBlock(LIST, 1));
    blocks.forget();
    expect([blocks.isOpen.value, blocks.draft.value?.changes.value.count]).toEqual([true, 0]);
    stop();
  });
});
