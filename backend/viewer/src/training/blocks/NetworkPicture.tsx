import type { Block, BlockList } from "../../protocol/messages.ts";
import { type BarSize, barSize, isThin } from "./barSize.ts";
import { inputShape, pictureWords } from "./blockWords.ts";
import type { Measured } from "./measuring.ts";

/** Height of the input in the picture of the whole, its widest bar, and what is between two, in units. */
const HEIGHT = 72;
const WIDEST = 44;
const THIN = 3;
const GAP = 4;
/** What is too small to be seen is drawn so large. */
const LEAST = 3;

interface Bar extends BarSize {
  readonly x: number;
  readonly width: number;
  readonly kind: Block["kind"] | "input";
  readonly fits: boolean;
}

/** The whole network: each block as tall as its maps, as wide as it has channels. */
export function NetworkPicture({ list, measured }: { list: BlockList; measured: Measured }) {
  const bars = barsOf(list, measured);
  const last = bars.at(-1);
  const width = last ? last.x + last.width : 1;
  return (
    <figure class="network-picture">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={pictureWords(measured.network, measured.told)}
        style={{ "--width": `${width}px` }}
      >
        {bars.map(({ x, width: wide, tall, kind, fits }) => {
          const height = Math.max(LEAST, tall * (HEIGHT - 2));
          return (
            <rect
              key={x}
              class="block-bar"
              data-kind={kind}
              data-fits={fits}
              x={x + 0.5}
              y={(HEIGHT - height) / 2}
              width={wide - 1}
              height={height}
            />
          );
        })}
      </svg>
      <figcaption class="small muted">
        As tall as its maps, as wide as it has channels, on a logarithmic scale; thin where it changes neither. The
        first is the picture that goes in.
      </figcaption>
    </figure>
  );
}

function barsOf(list: BlockList, { byName }: Measured): readonly Bar[] {
  let x = 0;
  const add = (size: BarSize | null, kind: Bar["kind"]): Bar => {
    const thin = kind !== "input" && isThin(kind);
    const known = size ?? { tall: 1 / 4, wide: 0 };
    const width = thin ? THIN : Math.max(LEAST + 1, known.wide * WIDEST);
    const bar = { ...known, x, width, kind, fits: size !== null };
    x += width + GAP;
    return bar;
  };
  const { height } = list;
  return [
    add(barSize(inputShape(list), height), "input"),
    ...list.blocks.map(({ kind, name }) => add(barSize(byName.get(name)?.output ?? null, height), kind)),
  ];
}

/** One block in the list, on the same scales. */
export function BlockPicture({ block, output, inputRows }: BlockPictureProps) {
  const size = barSize(output, inputRows);
  const height = Math.max(LEAST, (size?.tall ?? 1 / 4) * 38);
  const width = Math.max(LEAST, (size?.wide ?? 1 / 4) * 46);
  return (
    <svg class="block-picture" viewBox="0 0 48 40" aria-hidden="true">
      <rect
        class="block-bar"
        data-kind={block.kind}
        data-fits={size !== null}
        x={(48 - width) / 2}
        y={(40 - height) / 2}
        width={width}
        height={height}
        rx={1}
      />
    </svg>
  );
}

interface BlockPictureProps {
  block: Block;
  output: readonly number[] | null;
  inputRows: number;
}
