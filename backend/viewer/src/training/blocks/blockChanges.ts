import type { Block, BlockList } from "../../protocol/messages.ts";
import type { SettingValue } from "./block.ts";
import { KINDS, settingOf } from "./blockKinds.ts";

/** What became of a block that is in the list. */
export interface BlockChange {
  readonly isNew: boolean;
  readonly isMoved: boolean;
  /** What settings that are another now were, by their names. */
  readonly was: ReadonlyMap<string, SettingValue>;
}

/** How a list differs from the one that it came from. Blocks are the same where their names are. */
export interface ListChanges {
  readonly byName: ReadonlyMap<string, BlockChange>;
  readonly gone: readonly Block[];
  /** Blocks that are new, moved, changed or gone. */
  readonly count: number;
}

export function changesOf(before: BlockList, after: BlockList): ListChanges {
  const old = new Map(before.blocks.map((block, at) => [block.name, { block, at }]));
  const stayed = after.blocks.filter(({ name }) => old.has(name)).map(({ name }) => name);
  const inOrder = longestRising(stayed.map((name) => old.get(name)?.at ?? 0));
  const moved = new Set(stayed.filter((_, at) => !inOrder.has(at)));
  const byName = new Map(
    after.blocks.map((block) => [block.name, changeOf(block, old.get(block.name)?.block, moved.has(block.name))]),
  );
  const gone = before.blocks.filter(({ name }) => !byName.has(name));
  return { byName, gone, count: gone.length + [...byName.values()].filter(isChange).length };
}

export function isChange({ isNew, isMoved, was }: BlockChange): boolean {
  return isNew || isMoved || was.size > 0;
}

function changeOf(block: Block, old: Block | undefined, isMoved: boolean): BlockChange {
  const was = new Map<string, SettingValue>();
  if (old === undefined) return { isNew: true, isMoved: false, was };
  for (const setting of KINDS[block.kind].settings) {
    const [now, then] = [settingOf(block, setting), settingOf(old, setting)];
    if (now !== then) was.set(setting.name, then);
  }
  return { isNew: false, isMoved, was };
}

/** The places of a longest rising part of some numbers: those that need not move for all to be in order. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const lengths: number[] = [];
  const before: number[] = [];
  let best = -1;
  numbers.forEach((number, at) => {
    let from = -1;
    for (let earlier = 0; earlier < at; earlier++)
      if ((numbers[earlier] ?? 0) < number && (lengths[earlier] ?? 0) > (lengths[from] ?? 0)) from = earlier;
    lengths.push((lengths[from] ?? 0) + 1);
    before.push(from);
    if (best < 0 || (lengths[at] ?? 0) > (lengths[best] ?? 0)) best = at;
  });
  const places = new Set<number>();
  for (let at = best; at >= 0; at = before[at] ?? -1) places.add(at);
  return places;
}
