import { useEffect } from "preact/hooks";
import type { RunBlocks } from "../../protocol/messages.ts";
import { saveFile } from "../../state/download.ts";
import { IconButton } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { count } from "../../ui/words.ts";
import type { Training } from "../training.ts";
import { useTraining } from "../useTraining.ts";
import { BlockRow } from "./BlockRow.tsx";
import { compact } from "./blockWords.ts";
import { NetworkPicture } from "./NetworkPicture.tsx";
import { KnownBlocks, type Measured } from "./networkBlocks.ts";
import "./blocks.css";

const KNOWN = new WeakMap<Training, KnownBlocks>();

function knownOf(training: Training): KnownBlocks {
  const known = KNOWN.get(training) ?? new KnownBlocks(training.server);
  KNOWN.set(training, known);
  return known;
}

/** The network as a list of blocks. */
export function BlocksPane() {
  const training = useTraining();
  const run = training.name.value;
  const blocks = run === null ? null : knownOf(training).of(run);
  useEffect(() => void blocks?.load(), [blocks]);
  const measured = blocks?.measured.value;
  if (!blocks || !measured) return null;
  if (measured.state === "failed") {
    return (
      <div class="blocks">
        <ErrorNote complaint={measured.complaint} onRetry={() => blocks.load()} />
      </div>
    );
  }
  if (measured.state !== "ready") {
    return (
      <div class="training-wait">
        <Spinner label="Asking for the blocks" />
      </div>
    );
  }
  return <Shown run={blocks.run} measured={measured.value} />;
}

function Shown({ run, measured }: { run: string; measured: Measured }) {
  const { own, told } = measured;
  const { network } = own;
  return (
    <div class="blocks">
      <div class="blocks-bar">
        <p class="blocks-totals">
          {`${count(network.blocks.length, "block")}. `}
          <strong>{count(told.parameters, "parameter")}</strong>
          {`; ${compact(told.multiplications)} multiply-adds a picture.`}
        </p>
        <IconButton
          icon="download"
          label="Save the list as a file"
          onClick={() =>
            saveFile(
              new Blob([`${JSON.stringify(network, null, 1)}\n`], { type: "application/json" }),
              `${run}-blocks.json`,
            )
          }
        />
      </div>
      {own.changed_from !== null && <ChangedFrom own={own} />}
      <NetworkPicture list={network} told={told} />
      <ol class="block-list" aria-label="Blocks, in the order in which data flow">
        {network.blocks.map((block, at) => (
          <BlockRow key={block.name} block={block} measured={told.blocks[at]} inputRows={network.height} />
        ))}
      </ol>
    </div>
  );
}

function ChangedFrom({ own: { changed_from: from, changes } }: { own: RunBlocks }) {
  return (
    <section class="blocks-changed" aria-label="What was changed">
      <h3>{`Changed from ${from}`}</h3>
      {changes.length === 0 ? (
        <p class="small muted">Its blocks are the same.</p>
      ) : (
        <ul class="small">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
