import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MeasureBlocksRequest, MeasuredBlocks } from "../../../src/protocol/messages";
import { withSetting } from "../../../src/training/blocks/blockEdits";
import { Measuring } from "../../../src/training/blocks/measuring";
import { LIST, measuredBlocks } from "./lists";

interface Asked {
  request: MeasureBlocksRequest;
  answer: (told: MeasuredBlocks) => void;
  fail: (error: Error) => void;
}

let asked: Asked[];
let measuring: Measuring;
const of = (filters: number): MeasureBlocksRequest => ({ network: withSetting(LIST, 0, "filters", filters) });

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  measuring = new Measuring((request) => {
    const { promise, resolve, reject } = Promise.withResolvers<MeasuredBlocks>();
    asked.push({ request, answer: resolve, fail: reject });
    return promise;
  });
});
afterEach(() => vi.useRealTimers());

describe("measuring", () => {
  test("asks about the first list at once, about others when the hand rests, and about none twice", async () => {
    const first = of(16);
    measuring.want(first);
    measuring.want({ ...first });
    expect(asked).toHaveLength(1);
    for (const filters of [17, 18, 19]) measuring.want(of(filters));
    await vi.runAllTimersAsync();
    expect(asked.map(({ request }) => request.network.blocks[0])).toMatchObject([{ filters: 16 }, { filters: 19 }]);
  });

  test("takes the newest list's answer, in whatever order they come", async () => {
    const lists = [of(16), of(17)] as const;
    measuring.want(lists[0]);
    measuring.want(lists[1]);
    await vi.runAllTimersAsync();
    asked[1]?.answer(measuredBlocks(lists[1].network, { parameters: 17 }));
    await vi.runAllTimersAsync();
    asked[0]?.answer(measuredBlocks(lists[0].network, { parameters: 16 }));
    await vi.runAllTimersAsync();
    expect(measuring.measured.value?.told.parameters).toBe(17);
    expect(measuring.measured.value?.network).toBe(lists[1].network);
    expect(measuring.pending.value).toBe(false);
  });

  test("keeps what it knows while a newer answer is on its way, and where none comes", async () => {
    const [first, second] = [of(16), of(17)];
    measuring.want(first);
    asked[0]?.answer(measuredBlocks(first.network));
    await vi.runAllTimersAsync();
    measuring.want(second);
    expect(measuring.pending.value).toBe(true);
    await vi.runAllTimersAsync();
    asked[1]?.fail(new Error("gone"));
    await vi.runAllTimersAsync();
    expect(measuring.trouble.value?.message).toBe("gone");
    expect(measuring.measured.value?.network).toBe(first.network);
    measuring.retry();
    asked[2]?.answer(measuredBlocks(second.network));
    await vi.runAllTimersAsync();
    expect(measuring.trouble.value).toBeNull();
    expect(measuring.measured.value?.byName.get("logits")?.parameters).toBe(144);
  });
});
