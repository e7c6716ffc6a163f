import { describe, expect, it, vi } from "vitest";
import { Complaint } from "../../src/protocol/complaint.ts";
import { FakeSocket } from "./fakeSocket.ts";
import { asked, error, given, settled, status } from "./givenStream.ts";

describe("a refusal", () => {
  it("for want of a token stops the attempts; requests wait for the token", async () => {
    given.reason = new Complaint("unauthorized", "Expected this server's token, got none.", { status: 401 });
    const { ends } = asked();
    FakeSocket.last.break();
    await settled();
    expect(given.states.at(-1)).toEqual({ status: "token", retryAt: null, complaint: given.reason });
    await vi.advanceTimersByTimeAsync(120_000);
    asked();
    expect(FakeSocket.all).toHaveLength(1);
    expect(ends).toEqual([]);
    given.token = "another-token-0000";
    given.client.retryNow();
    FakeSocket.last.hello();
    expect(FakeSocket.last.protocols[1]).toBe("tetrascope.token.another-token-0000");
    expect(FakeSocket.last.requests).toHaveLength(2);
  });

  it("of one token does not stop the attempt with the next", async () => {
    given.token = "the-first-token-00";
    given.reason = new Complaint("unauthorized", "Expected this server's token, got another.", { status: 401 });
    given.client.retryNow();
    FakeSocket.last.break(); // and the reason is being looked for
    given.token = "the-right-token-00";
    given.client.retryNow();
    await settled();
    expect(status()).toBe("lost");
    FakeSocket.last.hello();
    expect(status()).toBe("ready");
  });

  it.each(["host_refused", "origin_refused", "refused"])("%s stops the attempts and ends requests", async (code) => {
    given.reason = new Complaint(code, "No.", { status: 403 });
    const first = asked();
    FakeSocket.last.break();
    await settled();
    expect(given.states.at(-1)).toEqual({ status: "refused", retryAt: null, complaint: given.reason });
    const second = asked();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(first.ends).toEqual([code]);
    expect(second.ends).toEqual([code]);
    expect(FakeSocket.all).toHaveLength(1);
    given.client.retryNow();
    expect(FakeSocket.all).toHaveLength(2);
    expect(status()).toBe("connecting");
  });

  it("of the protocol's version is the server's own words", async () => {
    const { ends } = asked();
    FakeSocket.last.deliver(error(null, "protocol_mismatch"));
    FakeSocket.last.break(4400);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(status()).toBe("refused");
    expect(given.states.at(-1)?.complaint).toMatchObject({ code: "protocol_mismatch", message: "No.", hint: "Next." });
    expect(ends).toEqual(["protocol_mismatch"]);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("comes of a greeting in another major version too, but not of another minor one", async () => {
    given.client.retryNow();
    FakeSocket.last.hello("3.0.0", "2.0");
    expect(status()).toBe("refused");
    expect(given.states.at(-1)?.complaint?.message).toContain("2.0");
    given.client.retryNow();
    FakeSocket.last.hello("0.9.0", "1.9");
    expect(status()).toBe("ready");
  });

  it("comes of a token that no header can carry", () => {
    given.token = "naïve token";
    given.client.retryNow();
    expect(status()).toBe("token");
  });

  it("for too many streams is no refusal: it is tried again", async () => {
    given.client.retryNow();
    FakeSocket.last.deliver(error(null, "busy"));
    FakeSocket.last.break(1013);
    expect(given.states.at(-1)).toMatchObject({ status: "lost", retryAt: Date.now() + 1000 });
    expect(given.states.at(-1)?.complaint?.code).toBe("busy");
  });
});
