// @vitest-environment happy-dom
import { render } from "preact";
import { expect, it } from "vitest";
import { useKeys } from "../../src/ui/useKeys.ts";

function Taker({ take }: { take: (key: string) => void }) {
  useKeys((event) => take(event.key));
  return null;
}

const press = (key: string) => dispatchEvent(new KeyboardEvent("keydown", { key }));

it("takes keys from the moment in which a component is there, by its newest handler, until it has gone", () => {
  const taken: string[] = [];
  const show = (by: string) => render(<Taker take={(key) => taken.push(`${by}: ${key}`)} />, document.body);
  show("first");
  press("q");
  show("second");
  press("m");
  render(null, document.body);
  press("n");
  expect(taken).toEqual(["first: q", "second: m"]);
});
