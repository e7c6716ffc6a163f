// @vitest-environment happy-dom
import type { Signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const retryNow = vi.hoisted(() => vi.fn());
const giveToken = vi.hoisted(() => vi.fn());
vi.mock("../../src/state/connection.ts", async () => {
  const { signal } = await import("@preact/signals");
  const never = () => new Promise(() => {});
  return {
    connection: signal({ status: "ready", retryAt: null, complaint: null }),
    pageOutdated: signal(false),
    serverVersion: signal(null),
    retryNow,
    giveToken,
    http: { networks: never, samples: never, network: never },
  };
});

import { App } from "../../src/app/App";
import { ConnectionBanner } from "../../src/app/ConnectionBanner";
import { ViewBoundary } from "../../src/app/ViewBoundary";
import { Complaint } from "../../src/protocol/complaint";
import type { StreamState } from "../../src/protocol/stream";
import { view } from "../../src/state/address";
import { missingNetwork } from "../../src/state/choice";
import { connection } from "../../src/state/connection";
import { toursSeen } from "../../src/state/settings";
import { openTopic } from "../../src/ui/help";
import { LazyView } from "../../src/ui/LazyView";
import { draw, one, press } from "../ui/render";

const READY: StreamState = { status: "ready", retryAt: null, complaint: null };

/** Sets how the connection is. */
function connect(state: Partial<StreamState>): void {
  act(() => {
    (connection as Signal<StreamState>).value = { ...READY, ...state };
  });
}

beforeEach(() => {
  toursSeen.value = ["menu", "structure", "pool"];
  connect({});
});
afterEach(() => {
  vi.useRealTimers();
  openTopic.value = null;
  view.value = "menu";
});

test("the banner counts down to the next try, then says “Back” for a moment", () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const root = draw(<ConnectionBanner />);
  expect(root.querySelector(".banner")).toBeNull();
  connect({ status: "lost", retryAt: 1_004_000 });
  expect(one(root, ".banner").textContent).toContain("The server does not answer.");
  expect(one(root, ".banner-count").textContent).toBe("Next try in 4 s");
  act(() => {
    vi.advanceTimersByTime(2500);
  });
  expect(one(root, ".banner-count").textContent).toBe("Next try in 2 s");
  one(root, "button").click();
  expect(retryNow).toHaveBeenCalledOnce();
  connect({ status: "connecting" });
  expect(one(root, ".banner-count").textContent).toBe("Trying…");
  connect({});
  expect(one(root, ".banner").textContent).toContain("Back.");
  act(() => {
    vi.advanceTimersByTime(3000);
  });
  expect(root.querySelector(".banner")).toBeNull();
});

test("the first connection says nothing", () => {
  connect({ status: "connecting" });
  const root = draw(<ConnectionBanner />);
  connect({});
  expect(root.querySelector(".banner")).toBeNull();
});

test("a server that wants a token gets the page for it, which stays while a token is tried and says if it was wrong", () => {
  const root = draw(<App />);
  connect({ status: "token", complaint: new Complaint("unauthorized", "Expected a token, got none.") });
  expect(one(root, "h1").textContent).toBe("This server asks for a token");
  const input = one<HTMLInputElement>(root, "main input");
  input.value = "not-the-right-token";
  act(() => {
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(one(root, ".page-complaint").textContent).toBe("");
  act(() => {
    one(root, "form").dispatchEvent(new Event("submit", { cancelable: true }));
  });
  expect(giveToken).toHaveBeenCalledWith("not-the-right-token");
  for (const status of ["connecting", "lost"] as const) {
    connect({ status, retryAt: status === "lost" ? Date.now() + 1000 : null });
    expect(one<HTMLInputElement>(root, "main input").value).toBe("not-the-right-token");
    expect(root.querySelector(".banner")).toBeNull();
  }
  expect(one(root, "form").textContent).toContain("Connecting…");
  connect({ status: "token", complaint: new Complaint("unauthorized", "Expected the server's token, got another.") });
  expect(one(root, ".page-complaint").textContent).toBe("Expected the server's token, got another.");
  connect({});
  expect(one(root, "h1").textContent).toBe("Look inside a neural network");
});

test("a server of another protocol says so, with the way out", () => {
  const root = draw(<App />);
  const complaint = new Complaint("protocol_mismatch", "Expected version 2, got 1.", { hint: "Update the client." });
  connect({ status: "refused", complaint });
  expect(one(root, "h1").textContent).toBe("This page and the server do not fit together");
  expect(one(root, "main").textContent).toContain("Expected version 2, got 1.Update the client.");
});

test("a scene without a picture leads to the menu", () => {
  view.value = "pool";
  const root = draw(<App />);
  expect(one(root, "h1").textContent).toBe("Choose a picture first");
  act(() => one(root, "main .button").click());
  expect(view.value).toBe("menu");
});

test("an address of no view says so, and the name in the header leads to the menu too", () => {
  history.replaceState(null, "", "/#/nonsense");
  dispatchEvent(new Event("hashchange"));
  const root = draw(<App />);
  expect(one(root, "h1").textContent).toBe("There is nothing at this address");
  act(() => one(root, ".wordmark").click());
  expect(one(root, "h1").textContent).toBe("Look inside a neural network");
});

test("the page has its landmarks, one main heading, and a link past the header", () => {
  const root = draw(<App />);
  for (const selector of ["header", "main", "nav"]) expect(root.querySelectorAll(selector), selector).toHaveLength(1);
  expect(root.querySelectorAll("h1")).toHaveLength(1);
  const skip = one(root, "a.skip");
  expect(root.querySelector("a, button, input")).toBe(skip);
  act(() => skip.click());
  expect(document.activeElement).toBe(one(root, "main"));
});

test("? opens the help, but not where it is typed", () => {
  const root = draw(<App />);
  const input = document.createElement("input");
  root.append(input);
  input.focus();
  press("?");
  expect(openTopic.value).toBeNull();
  input.remove();
  press("?");
  expect(openTopic.value).toBe("");
});

test("a mistake in a view is said, and the view can be shown again", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  let broken = true;
  const View = () => {
    if (broken) throw new Error("Expected a layer, got none.");
    return <p class="whole">Here</p>;
  };
  const root = draw(
    <ViewBoundary name="The scene">
      <View />
    </ViewBoundary>,
  );
  expect(one(root, "h1").textContent).toBe("The scene stopped because of a mistake");
  expect(one(root, "pre").textContent).toContain("Expected a layer, got none.");
  broken = false;
  act(() => one(root, ".button[data-kind=primary]").click());
  expect(one(root, ".whole").textContent).toBe("Here");
});

test("a view whose code does not arrive can be asked for again, and is there at once the next time", async () => {
  const View = () => <p class="whole">Here</p>;
  const load = vi.fn().mockRejectedValueOnce(new TypeError("Failed to fetch")).mockResolvedValue(View);
  const root = draw(<LazyView name="the scene" load={load} />);
  expect(root.textContent).toContain("Loading the scene…");
  await act(async () => {
    await Promise.resolve();
  });
  expect(one(root, "h1").textContent).toBe("A part of the page did not arrive");
  act(() => one(root, ".button[data-kind=primary]").click());
  await vi.waitFor(() => expect(one(root, ".whole").textContent).toBe("Here"));
  expect(one(draw(<LazyView name="the scene" load={load} />), ".whole").textContent).toBe("Here");
  expect(load).toHaveBeenCalledTimes(2);
});

test("a network that this server does not have is said once", () => {
  const root = draw(<App />);
  act(() => {
    missingNetwork.value = "nope";
  });
  expect(one(root, ".notice").textContent).toContain("no network “nope”");
  expect(missingNetwork.value).toBeNull();
});
