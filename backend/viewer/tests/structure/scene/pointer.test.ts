// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { Pointer, type PointerListener } from "../../../src/structure/scene/pointer.ts";

let said: string[];
let strokes: boolean;
let canvas: HTMLCanvasElement;
let controls: string[];

beforeEach(() => {
  said = [];
  controls = [];
  strokes = false;
  canvas = document.createElement("canvas");
  canvas.setPointerCapture = () => {};
  const at = ({ x, y }: { x: number; y: number }) => `${x},${y}`;
  const listener: PointerListener = {
    onHover: (point) => said.push(point ? `hover ${at(point)}` : "leave"),
    onClick: (point, touch) => said.push(`${touch ? "tap" : "click"} ${at(point)}`),
    onStrokeStart: (point) => {
      if (strokes) said.push(`start ${at(point)}`);
      return strokes;
    },
    onStrokeMove: (point) => said.push(`move ${at(point)}`),
    onStrokeEnd: (point) => said.push(`end ${at(point)}`),
    onRemove: (point) => said.push(`remove ${at(point)}`),
  };
  new Pointer(canvas, listener);
  // As the camera's controls listen, which see what the pointer leaves to them.
  for (const type of ["pointerdown", "pointermove"]) canvas.addEventListener(type, () => controls.push(type));
});

function send(type: string, x: number, y: number, more: PointerEventInit = {}): void {
  canvas.dispatchEvent(
    new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, pointerType: "mouse", bubbles: true, ...more }),
  );
}

test("a press without a move is a click", () => {
  send("pointerdown", 10, 10, { buttons: 1 });
  send("pointermove", 12, 11, { buttons: 1 });
  send("pointerup", 12, 11);
  expect(said).toEqual(["click 12,11"]);
});

test("a drag is none, and hides what was hovered", () => {
  send("pointermove", 5, 5);
  send("pointerdown", 10, 10, { buttons: 1 });
  send("pointermove", 40, 10, { buttons: 1 });
  send("pointerup", 40, 10);
  expect(said).toEqual(["hover 5,5", "leave"]);
  expect(controls).toContain("pointerdown");
});

test("a finger taps and does not hover", () => {
  const touch = { pointerType: "touch" };
  send("pointerdown", 10, 10, { ...touch, buttons: 1 });
  send("pointermove", 16, 14, { ...touch, buttons: 1 });
  send("pointerup", 16, 14, touch);
  expect(said).toEqual(["tap 16,14"]);
});

test("two fingers do not tap", () => {
  const touch = { pointerType: "touch", buttons: 1 };
  send("pointerdown", 10, 10, touch);
  send("pointerdown", 90, 10, { ...touch, pointerId: 2 });
  send("pointerup", 10, 10, touch);
  send("pointerup", 90, 10, { ...touch, pointerId: 2 });
  expect(said).toEqual([]);
});

describe("a stroke", () => {
  beforeEach(() => {
    strokes = true;
  });

  test("goes from press to release, and the camera's controls see nothing of it", () => {
    send("pointerdown", 10, 10, { buttons: 1 });
    send("pointermove", 40, 20, { buttons: 1 });
    send("pointerup", 41, 21);
    expect(said).toEqual(["start 10,10", "move 40,20", "end 41,21"]);
    expect(controls).toEqual([]);
  });

  test("ends where the system takes the pointer away", () => {
    send("pointerdown", 10, 10, { buttons: 1 });
    send("pointercancel", 12, 12);
    send("pointermove", 30, 30);
    expect(said).toEqual(["start 10,10", "end 12,12", "hover 30,30"]);
  });

  test("does not begin with the other button", () => {
    send("pointerdown", 10, 10, { button: 2, buttons: 2 });
    expect(said).toEqual([]);
  });
});

test("the menu removes, but not at the end of a drag", () => {
  send("pointerdown", 10, 10, { button: 2, buttons: 2 });
  canvas.dispatchEvent(new MouseEvent("contextmenu", { clientX: 11, clientY: 10, cancelable: true }));
  send("pointerup", 11, 10, { button: 2 });
  send("pointerdown", 10, 10, { button: 2, buttons: 2 });
  canvas.dispatchEvent(new MouseEvent("contextmenu", { clientX: 80, clientY: 10, cancelable: true }));
  expect(said).toEqual(["remove 11,10"]);
});
