// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { Complaint } from "../../src/protocol/complaint.ts";
import { Stage } from "../../src/scene/stage.ts";

it("is not made where there is no WebGL, and says so with the next step, wherever that is shown", () => {
  const canvas = document.createElement("canvas");
  canvas.getContext = () => null;
  try {
    new Stage(canvas);
  } catch (error) {
    const { code, hint } = Complaint.of(error);
    expect(code).toBe("no_webgl");
    expect(hint).toContain("hardware acceleration");
    return;
  }
  throw new Error("Expected a complaint, got a stage.");
});
