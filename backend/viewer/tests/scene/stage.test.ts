// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

/** Stands in for the renderer, which needs a graphics card: notes what it is told. */
const renderer = vi.hoisted(() => ({ calls: [] as string[] }));
vi.mock("three", async (original) => ({
  ...(await original<typeof import("three")>()),
  WebGLRenderer: class {
    readonly info = { autoReset: true, render: { calls: 0, triangles: 0 }, memory: { textures: 0 } };
    readonly capabilities = { maxTextureSize: 4096 };
    render = () => renderer.calls.push("render");
    dispose = () => renderer.calls.push("dispose");
    forceContextLoss = () => renderer.calls.push("forceContextLoss");
    setClearColor = () => renderer.calls.push("setClearColor");
    setPixelRatio = () => {};
    getPixelRatio = () => 1;
    setSize = () => {};
  },
}));

import { Complaint } from "../../src/protocol/complaint.ts";
import { Stage } from "../../src/scene/stage.ts";

let frames: FrameRequestCallback[];
let canvas: HTMLCanvasElement;

beforeEach(() => {
  renderer.calls = [];
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", () => {
    frames = [];
  });
  canvas = document.createElement("canvas");
  canvas.getContext = (() => ({})) as unknown as typeof canvas.getContext;
  document.body.append(canvas);
});

afterEach(() => {
  canvas.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The browser draws what was asked for, if anything; whether there was. */
function nextFrame(now: number): boolean {
  const [frame] = frames.splice(0);
  frame?.(now);
  return frame !== undefined;
}

const drawn = () => renderer.calls.filter((call) => call === "render").length;

describe("a stage", () => {
  it("draws nothing while it rests, and then what has changed", () => {
    const stage = new Stage(canvas);
    while (nextFrame(16)) {}
    const before = drawn();
    stage.invalidate();
    stage.rest(true);
    stage.invalidate();
    expect([frames.length, drawn()]).toEqual([0, before]);
    stage.rest(false);
    expect(nextFrame(32)).toBe(true);
    expect(drawn()).toBe(before + 1);
    stage.dispose();
  });

  it("draws one frame however often it is asked, and then rests", () => {
    const stage = new Stage(canvas);
    stage.invalidate();
    stage.invalidate();
    expect(frames).toHaveLength(1);
    while (frames.length > 0 && drawn() < 10) nextFrame(16 * drawn());
    expect(drawn()).toBeLessThan(3); // the controls may need a second one to come to rest
    expect(frames).toHaveLength(0);
    expect(stage.stats().frames).toBe(drawn());
    stage.dispose();
  });

  it("goes on for as long as something moves", () => {
    const stage = new Stage(canvas);
    let left = 5;
    const stop = stage.onFrame(() => --left > 0);
    stage.invalidate();
    while (nextFrame(16 * drawn()) && drawn() < 20);
    expect(left).toBe(0);
    expect(drawn()).toBe(5);
    stop();
    stage.invalidate();
    nextFrame(1000);
    expect(left).toBe(0);
    stage.dispose();
  });

  it("draws what arrives in quick succession together, and what cannot wait at once", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const stage = new Stage(canvas);
    const settle = () => {
      while (nextFrame(performance.now()));
    };
    stage.invalidate();
    settle();
    const before = drawn();
    for (let arrived = 0; arrived < 10; arrived++) {
      stage.invalidateSoon();
      vi.advanceTimersByTime(7);
      settle();
    }
    expect(drawn()).toBe(before);
    vi.advanceTimersByTime(20);
    settle();
    expect(drawn()).toBe(before + 1);
    stage.invalidateSoon();
    stage.invalidate();
    expect(frames).toHaveLength(1);
    stage.dispose();
    vi.advanceTimersByTime(1000);
    expect(frames).toHaveLength(0);
    vi.useRealTimers();
  });

  it("draws nothing while its context is lost, and everything anew when it is back", () => {
    const stage = new Stage(canvas);
    const restored = vi.fn();
    stage.onRestored(restored);
    stage.setBackground("#123456");
    renderer.calls = [];
    const loss = new Event("webglcontextlost", { cancelable: true });
    canvas.dispatchEvent(loss);
    expect(loss.defaultPrevented).toBe(true); // otherwise the browser never brings it back
    stage.invalidate();
    expect(frames).toHaveLength(0);
    canvas.dispatchEvent(new Event("webglcontextrestored"));
    expect(restored).toHaveBeenCalledOnce();
    expect(renderer.calls).toContain("setClearColor");
    nextFrame(16);
    expect(drawn()).toBe(1);
    stage.dispose();
  });

  it("gives its context back, listens to nothing any more and draws nothing after its end", () => {
    const heard = new Map<string, number>();
    const count = (by: number) => (type: string) => void heard.set(type, (heard.get(type) ?? 0) + by);
    const [add, remove] = [canvas.addEventListener.bind(canvas), canvas.removeEventListener.bind(canvas)];
    vi.spyOn(canvas, "addEventListener").mockImplementation((...args: Parameters<typeof add>) => {
      count(1)(args[0]);
      add(...args);
    });
    vi.spyOn(canvas, "removeEventListener").mockImplementation((...args: Parameters<typeof remove>) => {
      if ((heard.get(args[0]) ?? 0) > 0) count(-1)(args[0]);
      remove(...args);
    });
    const unobserved = vi.spyOn(ResizeObserver.prototype, "disconnect");
    const stage = new Stage(canvas);
    expect(heard.get("webglcontextlost")).toBe(1);
    stage.invalidate();
    stage.dispose();
    expect(renderer.calls.slice(-2)).toEqual(["dispose", "forceContextLoss"]);
    expect([...heard].filter(([, listeners]) => listeners !== 0)).toEqual([]);
    expect(unobserved).toHaveBeenCalled();
    stage.invalidate();
    expect(frames).toHaveLength(0);
    expect(drawn()).toBe(0);
  });

  it("is not made where there is no WebGL, and says so with the next step, wherever that is shown", () => {
    canvas.getContext = () => null;
    let thrown: unknown;
    try {
      new Stage(canvas);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Complaint);
    const { code, hint } = Complaint.of(thrown);
    expect(code).toBe("no_webgl");
    expect(hint).toContain("hardware acceleration");
  });
});
