import { BLOCK_BOUNDS, type Block } from "../../protocol/messages.ts";
import type { Option } from "../../ui/Segmented.tsx";
import type { BlockKind, SettingValue } from "./block.ts";

const FILTERS = { min: 1, max: BLOCK_BOUNDS.filters };
const KERNEL = { min: 1, max: BLOCK_BOUNDS.kernel };
const STRIDE = { min: 1, max: BLOCK_BOUNDS.stride };
/** What a dropout may set to zero; all of it may not be. */
const RATE = { min: 0, max: 0.95, step: 0.05 };

interface Named {
  /** Its field in the block. */
  readonly name: string;
  readonly label: string;
}

interface NumberSetting extends Named {
  readonly type: "number";
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly usual: number;
}

interface ChoiceSetting extends Named {
  readonly type: "choice";
  readonly options: readonly Option<string>[];
  readonly usual: string;
}

interface SwitchSetting extends Named {
  readonly type: "switch";
  readonly usual: boolean;
}

/** What can be set of a block. */
export type Setting = NumberSetting | ChoiceSetting | SwitchSetting;

interface Kind {
  readonly title: string;
  /** What it does, for who has to choose. */
  readonly does: string;
  /** What a new one is called, before a number. */
  readonly stem: string;
  readonly settings: readonly Setting[];
}

const KERNEL_SIDE: Setting = { type: "number", name: "kernel", label: "Kernel", ...KERNEL, usual: 3 };
const BIAS: Setting = { type: "switch", name: "bias", label: "Bias", usual: true };
const stride = (usual: number): Setting => ({ type: "number", name: "stride", label: "Stride", ...STRIDE, usual });
const padding = (usual: string): Setting => ({
  type: "choice",
  name: "padding",
  label: "Padding",
  options: [
    { value: "same", label: "Same" },
    { value: "valid", label: "Valid" },
  ],
  usual,
});
const taken = (usual: string): Setting => ({
  type: "choice",
  name: "of",
  label: "Takes",
  options: [
    { value: "max", label: "Largest" },
    { value: "average", label: "Mean" },
  ],
  usual,
});

const ACTIVATIONS: readonly Option<string>[] = [
  { value: "relu", label: "ReLU" },
  { value: "relu6", label: "ReLU6" },
  { value: "leaky_relu", label: "Leaky ReLU" },
  { value: "elu", label: "ELU" },
  { value: "gelu", label: "GELU" },
  { value: "silu", label: "SiLU" },
  { value: "sigmoid", label: "Sigmoid" },
  { value: "tanh", label: "Tanh" },
  { value: "softmax", label: "Softmax" },
];

/** Every kind of block, in the order in which they are offered. */
export const KINDS: Readonly<Record<BlockKind, Kind>> = {
  convolution: {
    title: "Convolution",
    does: "kernels over all channels",
    stem: "conv",
    settings: [
      { type: "number", name: "filters", label: "Filters", ...FILTERS, usual: 32 },
      KERNEL_SIDE,
      stride(1),
      padding("same"),
      BIAS,
    ],
  },
  depthwise: {
    title: "Depthwise convolution",
    does: "a kernel for each channel",
    stem: "depthwise",
    settings: [KERNEL_SIDE, stride(1), padding("same"), BIAS],
  },
  pooling: {
    title: "Pooling",
    does: "makes maps smaller",
    stem: "pool",
    settings: [
      taken("max"),
      { type: "number", name: "size", label: "Window", ...KERNEL, usual: 2 },
      stride(2),
      padding("valid"),
    ],
  },
  normalisation: { title: "Normalisation", does: "keeps channels in range", stem: "norm", settings: [] },
  activation: {
    title: "Activation",
    does: "a function of each value",
    stem: "act",
    settings: [{ type: "choice", name: "function", label: "Function", options: ACTIVATIONS, usual: "relu" }],
  },
  dropout: {
    title: "Dropout",
    does: "against learning by heart",
    stem: "dropout",
    settings: [{ type: "number", name: "rate", label: "Rate", ...RATE, usual: 0.5 }],
  },
  global_pooling: {
    title: "Global pooling",
    does: "from maps to units",
    stem: "global_pool",
    settings: [taken("average")],
  },
  dense: {
    title: "Dense",
    does: "every unit sees everything",
    stem: "dense",
    settings: [{ type: "number", name: "units", label: "Units", ...FILTERS, usual: 64 }, BIAS],
  },
};

export const KIND_NAMES = Object.keys(KINDS) as readonly BlockKind[];

/** What a setting of a block is. */
export function settingOf(block: Block, setting: Setting): SettingValue {
  return (block as unknown as Record<string, SettingValue>)[setting.name] ?? setting.usual;
}

/** What can be chosen of a setting: softmax follows the last block by itself, and is no choice where it is not there. */
export function choicesOf(block: Block, setting: ChoiceSetting): readonly Option<string>[] {
  const now = settingOf(block, setting);
  return setting.options.filter(({ value }) => value !== "softmax" || value === now);
}

/** The name of a value of a setting: `Largest`, `3`, `yes`. */
export function valueWords(setting: Setting, value: SettingValue): string {
  if (setting.type === "choice") return setting.options.find((one) => one.value === value)?.label ?? String(value);
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** What a block is set to, in words: `32 filters of 3 × 3, stride 2`. */
export function settingsWords(block: Block): string {
  const of = (name: string): SettingValue => {
    const setting = KINDS[block.kind].settings.find((one) => one.name === name);
    return setting === undefined ? "" : settingOf(block, setting);
  };
  const window = (name: string) => `${of(name)} × ${of(name)}`;
  const edge = [
    ...(of("stride") === 1 ? [] : [`stride ${of("stride")}`]),
    ...(of("padding") === "same" ? [] : ["no padding"]),
  ];
  switch (block.kind) {
    case "convolution":
      return [`${of("filters")} filters of ${window("kernel")}`, ...edge, ...bias(of("bias"))].join(", ");
    case "depthwise":
      return [`${window("kernel")} on each channel`, ...edge, ...bias(of("bias"))].join(", ");
    case "pooling": {
      const padded = of("padding") === "same" ? ["padded"] : [];
      return [`${taking(of("of"))} ${window("size")}`, `stride ${of("stride")}`, ...padded].join(", ");
    }
    case "normalisation":
      return "of each channel, over a batch";
    case "activation":
      return ACTIVATIONS.find(({ value }) => value === of("function"))?.label ?? String(of("function"));
    case "dropout":
      return `${Math.round(Number(of("rate")) * 100)}% set to zero while it learns`;
    case "global_pooling":
      return `${taking(of("of"))} each map`;
    case "dense":
      return [`${of("units")} units`, ...bias(of("bias"))].join(", ");
  }
}

function taking(of: SettingValue): string {
  return of === "max" ? "Largest of" : "Mean of";
}

function bias(has: SettingValue): string[] {
  return has === false ? ["no bias"] : [];
}
