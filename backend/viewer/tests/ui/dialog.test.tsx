// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { Dialog } from "../../src/ui/Dialog";
import { draw, one } from "./render";

function drawDialog(open: boolean, onClose = () => {}, content = <input autofocus />, place?: HTMLElement) {
  return draw(
    <>
      <button type="button">Opener</button>
      <Dialog title="Networks" open={open} onClose={onClose}>
        {content}
      </Dialog>
    </>,
    place,
  );
}

test("nothing of it is there while it is closed", () => {
  expect(drawDialog(false).querySelector("dialog")).toBeNull();
});

test("the focus goes in, and comes back to where it was", () => {
  const root = drawDialog(false);
  const opener = one<HTMLButtonElement>(root, "button");
  opener.focus();
  drawDialog(true, undefined, undefined, root);
  expect(one<HTMLDialogElement>(root, "dialog").open).toBe(true);
  expect(document.activeElement).toBe(one(root, "input"));
  drawDialog(false, undefined, undefined, root);
  expect(document.activeElement).toBe(opener);
});

test("without a place to begin, the dialog itself has the focus, not the button that closes it", () => {
  const root = drawDialog(true, undefined, <p>Words</p>);
  expect(document.activeElement).toBe(one(root, "dialog"));
});

test("it is named by its title", () => {
  const root = drawDialog(true);
  const id = one(root, "dialog").getAttribute("aria-labelledby");
  expect(one(root, `[id="${id}"]`).textContent).toBe("Networks");
});

test("Escape asks to close, and does not close behind the owner's back", () => {
  const onClose = vi.fn();
  const root = drawDialog(true, onClose);
  const event = new Event("cancel", { cancelable: true });
  act(() => {
    one(root, "dialog").dispatchEvent(event);
  });
  expect(onClose).toHaveBeenCalledOnce();
  expect(event.defaultPrevented).toBe(true);
});

test("a press beside it closes; one inside does not, nor one that began inside", () => {
  const onClose = vi.fn();
  const root = drawDialog(true, onClose);
  const dialog = one(root, "dialog");
  const input = one(root, "input");
  const down = (target: Element) => target.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  const click = (target: Element) => target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  act(() => {
    down(input);
    click(input);
    down(input);
    click(dialog);
  });
  expect(onClose).not.toHaveBeenCalled();
  act(() => {
    down(dialog);
    click(dialog);
  });
  expect(onClose).toHaveBeenCalledOnce();
});

test("the button closes", () => {
  const onClose = vi.fn();
  const root = drawDialog(true, onClose);
  act(() => one(root, "[aria-label=Close]").click());
  expect(onClose).toHaveBeenCalledOnce();
});
