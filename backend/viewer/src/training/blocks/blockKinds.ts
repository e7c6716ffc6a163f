import type { Block } from "../../protocol/messages.ts";

interface Kind {
  readonly title: string;
}

/** Every kind of block. */
export const KINDS: Readonly<Record<Block["kind"], Kind>> = {
  convolution: { title: "Convolution" },
  depthwise: { title: "Depthwise convolution" },
  pooling: { title: "Pooling" },
  normalisation: { title: "Normalisation" },
  activation: { title: "Activation" },
  dropout: { title: "Dropout" },
  global_pooling: { title: "Global pooling" },
  dense: { title: "Dense" },
};

const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: "ReLU",
  relu6: "ReLU6",
  leaky_relu: "Leaky ReLU",
  elu: "ELU",
  gelu: "GELU",
  silu: "SiLU",
  sigmoid: "Sigmoid",
  tanh: "Tanh",
  softmax: "Softmax",
};

/** What a block is set to, in words: `32 filters of 3 × 3, stride 2`. */
export function settingsWords(block: Block): string {
  switch (block.kind) {
    case "convolution":
      return [`${block.filters} filters of ${square(block.kernel)}`, ...edge(block), ...bias(block.bias)].join(", ");
    case "depthwise":
      return [`${square(block.kernel)} on each channel`, ...edge(block), ...bias(block.bias)].join(", ");
    case "pooling": {
      const padded = block.padding === "same" ? ["padded"] : [];
      return [`${taking(block.of)} ${square(block.size)}`, `stride ${block.stride}`, ...padded].join(", ");
    }
    case "normalisation":
      return "of each channel, over a batch";
    case "activation":
      return ACTIVATIONS[block.function] ?? block.function;
    case "dropout":
      return `${Math.round(block.rate * 100)}% set to zero while it learns`;
    case "global_pooling":
      return `${taking(block.of)} each map`;
    case "dense":
      return [`${block.units} units`, ...bias(block.bias)].join(", ");
  }
}

function square(side: number): string {
  return `${side} × ${side}`;
}

function edge({ stride, padding }: { stride: number; padding: string }): string[] {
  return [...(stride === 1 ? [] : [`stride ${stride}`]), ...(padding === "same" ? [] : ["no padding"])];
}

function taking(of: string): string {
  return of === "max" ? "Largest of" : "Mean of";
}

function bias(has: boolean): string[] {
  return has ? [] : ["no bias"];
}
