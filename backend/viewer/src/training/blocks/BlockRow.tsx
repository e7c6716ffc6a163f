import type { Block, MeasuredBlock } from "../../protocol/messages.ts";
import { KINDS, settingsWords } from "./blockKinds.ts";
import { blockFacts, shapeWords } from "./blockWords.ts";
import { BlockPicture } from "./NetworkPicture.tsx";

interface BlockRowProps {
  block: Block;
  /** What the server says of it. */
  measured: MeasuredBlock | undefined;
  inputRows: number;
}

/** A block: what it is, and what comes out of it. */
export function BlockRow({ block, measured, inputRows }: BlockRowProps) {
  return (
    <li class="block" data-block={block.name}>
      <div class="block-card">
        <BlockPicture block={block} output={measured?.output ?? null} inputRows={inputRows} />
        <div class="block-what">
          <p class="block-head">
            <strong>{KINDS[block.kind].title}</strong>
            <span class="small muted block-name">{block.name}</span>
          </p>
          <p class="small">{settingsWords(block)}</p>
        </div>
        {measured?.output && (
          <p class="block-facts small number">
            <strong>{shapeWords(measured.output)}</strong>
            <span class="muted">{blockFacts(measured)}</span>
          </p>
        )}
      </div>
    </li>
  );
}
