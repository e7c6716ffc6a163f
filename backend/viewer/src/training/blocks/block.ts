import type { Block } from "../../protocol/messages.ts";

export type BlockKind = Block["kind"];

/** What a setting of a block may be. */
export type SettingValue = number | string | boolean;
