import type { ComponentChildren } from "preact";
import { Letter } from "./Letter.tsx";
import { useSideBySide } from "./useSideBySide.ts";

export interface PairRow {
  readonly key: string;
  readonly head: ComponentChildren;
  /** The cells for A and for B: `td`. */
  readonly cells: readonly [a: ComponentChildren, b: ComponentChildren];
}

interface PairTableProps {
  /** Read by screen readers. */
  caption: string;
  class: string;
  rows: readonly PairRow[];
  /** What the heads of the rows are; empty where they say it themselves. */
  corner?: string | undefined;
  /** Whether it tells of what was before. */
  old?: boolean | undefined;
}

/** What is said of both networks: a column for A, a column for B. */
export function PairTable({ caption, class: look, rows, corner, old }: PairTableProps) {
  const { a, b } = useSideBySide();
  return (
    <table class={`${look} number`} data-old={old}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {corner ? <th scope="col">{corner}</th> : <td />}
          {[a, b].map((side) => (
            <th key={side.letter} scope="col">
              <Letter of={side} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, head, cells: [one, two] }) => (
          <tr key={key}>
            <th scope="row">{head}</th>
            {one}
            {two}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
