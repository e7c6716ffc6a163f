import type { Block, BlockList } from "../../protocol/messages.ts";
import type { BlockKind, SettingValue } from "./block.ts";
import { KINDS, type Setting, settingOf } from "./blockKinds.ts";

/** The list with a new block of a kind before the one at a place; at the end where the place is its length. */
export function withBlock(list: BlockList, at: number, kind: BlockKind): BlockList {
  const settings = KINDS[kind].settings.map((setting) => [setting.name, usualAt(list, at, setting)]);
  const block = { kind, name: freeName(list, KINDS[kind].stem), ...Object.fromEntries(settings) } as Block;
  return { ...list, blocks: list.blocks.toSpliced(at, 0, block) };
}

/** The list without the block at a place; a list keeps its last one. */
export function withoutBlock(list: BlockList, at: number): BlockList {
  return list.blocks.length === 1 ? list : { ...list, blocks: list.blocks.toSpliced(at, 1) };
}

/** The list with the block at one place brought to another; the same list where that is none. */
export function withMoved(list: BlockList, at: number, to: number): BlockList {
  const block = list.blocks[at];
  if (block === undefined || to < 0 || to >= list.blocks.length) return list;
  return { ...list, blocks: list.blocks.toSpliced(at, 1).toSpliced(to, 0, block) };
}

/** The list with a setting of the block at a place changed. */
export function withSetting(list: BlockList, at: number, name: string, value: SettingValue): BlockList {
  const block = list.blocks[at];
  return block === undefined ? list : { ...list, blocks: list.blocks.with(at, { ...block, [name]: value } as Block) };
}

/** What a new block begins with: as many filters as the convolution before it has, elsewhere what is usual. */
function usualAt(list: BlockList, at: number, setting: Setting): SettingValue {
  const before = list.blocks.slice(0, at).findLast(({ kind }) => kind === "convolution");
  return setting.name === "filters" && before !== undefined ? settingOf(before, setting) : setting.usual;
}

/** The first of `conv1`, `conv2`, … that no block is called. */
function freeName(list: BlockList, stem: string): string {
  const names = new Set(list.blocks.map(({ name }) => name));
  let number = 1;
  while (names.has(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}
