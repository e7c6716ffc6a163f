import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach } from "vitest";

const places: HTMLElement[] = [];

/** Draws into the page; what was drawn is taken away after each test. Draw into the same `place` to change it. */
export function draw(content: ComponentChild, place?: HTMLElement): HTMLElement {
  const root = place ?? document.body.appendChild(document.createElement("div"));
  if (!place) places.push(root);
  act(() => render(content, root));
  return root;
}

/** Presses a key on what has the focus. */
export function press(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  act(() => {
    (document.activeElement ?? document.body).dispatchEvent(event);
  });
  return event;
}

/** The one element that a selector finds. */
export function one<E extends Element = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelectorAll<E>(selector);
  const [element] = found;
  if (found.length !== 1 || !element) throw new Error(`Expected one “${selector}”, found ${found.length}.`);
  return element;
}

afterEach(() => {
  for (const place of places.splice(0)) {
    act(() => render(null, place));
    place.remove();
  }
});
