import { useCallback } from "preact/hooks";
import { lookupTable } from "../geometry/colourMap.ts";
import { SCENES } from "../geometry/scenes.ts";
import { LazyCanvas } from "../structure/pictures/LazyCanvas.tsx";
import { count, percent } from "../ui/words.ts";
import { confusedPairs, MOST_WRITTEN, rowShares } from "./confusion.ts";

interface ConfusionProps {
  confusion: readonly (readonly number[])[];
  names: readonly string[];
}

/** Which classes are taken for which: with few classes every number, with many shades and the pairs that are confused most. */
export function Confusion({ confusion, names }: ConfusionProps) {
  return names.length <= MOST_WRITTEN ? (
    <Numbers confusion={confusion} names={names} />
  ) : (
    <Shades confusion={confusion} names={names} />
  );
}

function Numbers({ confusion, names }: ConfusionProps) {
  const shares = rowShares(confusion);
  return (
    <>
      <p class="small muted">
        Each row is a right class, each column what it was taken for. The shade is the share of the row.
      </p>
      <section
        class="confusion-room"
        aria-label="Table of classes"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways where classes are many
        tabIndex={0}
      >
        <table class="confusion number" data-many={names.length > 6}>
          <caption class="unseen">How many pictures put aside of each class were taken for which</caption>
          <thead>
            <tr>
              <th scope="col">Right class</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  <span class="confusion-name">{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {confusion.map((row, label) => (
              <tr key={names[label]}>
                <th scope="row">
                  <span class="confusion-name">{names[label]}</span>
                </th>
                {row.map((pictures, answer) => (
                  <td
                    key={names[answer]}
                    data-right={label === answer}
                    data-none={pictures === 0}
                    style={{ "--shade": shares[label]?.[answer] ?? 0 }}
                  >
                    {pictures}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const SHADES = lookupTable(SCENES.colours.colour_maps[0]?.stops ?? ["#000000", "#ffffff"]);

function Shades({ confusion, names }: ConfusionProps) {
  const side = names.length;
  const paint = useCallback(() => {
    const data = new Uint8ClampedArray(side * side * 4);
    rowShares(confusion)
      .flat()
      .forEach((share, at) => {
        const byte = Math.round(share * 255) * 4;
        data.set(SHADES.subarray(byte, byte + 4), at * 4);
      });
    return { height: side, width: side, data };
  }, [confusion, side]);
  const pairs = confusedPairs(confusion);
  return (
    <>
      <p class="small muted">
        {`${side} classes are too many to write every number. Each row of the picture is a right class, from top to bottom in the order ` +
          "of the list of classes, each column what it was taken for; bright is a large share of the row. The diagonal is right."}
      </p>
      <LazyCanvas
        class="confusion-picture"
        width={side}
        height={side}
        paint={paint}
        label={`Confusion of ${side} classes; the pairs that are confused most are listed below`}
      />
      {pairs.length === 0 ? (
        <p class="small">No class was taken for another.</p>
      ) : (
        <table class="confused number small">
          <caption>Confused most</caption>
          <thead>
            <tr>
              <th scope="col">Right class</th>
              <th scope="col">Taken for</th>
              <th scope="col">Pictures put aside</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map(({ label, answer, pictures, of }) => (
              <tr key={`${label} ${answer}`}>
                <th scope="row">{names[label]}</th>
                <td>{names[answer]}</td>
                <td>{`${pictures} of ${count(of, "picture")}, ${percent(pictures / of)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
