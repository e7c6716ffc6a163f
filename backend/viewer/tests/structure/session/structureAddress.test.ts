// @vitest-environment happy-dom
import { expect, test } from "vitest";

test("of a link with more masks than a request may hold, the first are taken, and that is said", async () => {
  const text = Array.from({ length: 300 }, (_none, k) => `r${k},1,1,1`).join("~");
  history.replaceState(null, "", `/#/structure?masks=${text}`);
  const { registerAddress } = await import("../../../src/structure/session/structureAddress.ts");
  const { masks } = await import("../../../src/structure/masks/masks.ts");
  const { notice } = await import("../../../src/ui/notice.ts");
  registerAddress();
  expect(masks.value).toHaveLength(256);
  expect(notice.value).toBe("Of the link’s 300 masks, the first 256 are here.");
});
