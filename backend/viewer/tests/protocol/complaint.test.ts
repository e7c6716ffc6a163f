import { describe, expect, it } from "vitest";
import { busyDelay, reconnectDelay } from "../../src/protocol/backoff.ts";
import { Complaint } from "../../src/protocol/complaint.ts";

describe("Complaint.of", () => {
  it("keeps a complaint", () => {
    const complaint = new Complaint("busy", "No.");
    expect(Complaint.of(complaint)).toBe(complaint);
  });

  it("makes one of any error, and keeps that as the cause", () => {
    const error = new RangeError("too far");
    expect(Complaint.of(error)).toMatchObject({ code: "failed", message: "too far", hint: null, cause: error });
    expect(Complaint.of("text").message).toBe("text");
    expect(Complaint.of(null).code).toBe("failed");
  });
});

it("a complaint is a refusal where asking again is of no use", () => {
  for (const code of ["unauthorized", "host_refused", "origin_refused", "refused", "protocol_mismatch"]) {
    expect(new Complaint(code, "No.").isRefusal).toBe(true);
  }
  for (const code of ["busy", "unreachable", "failed", "unknown_image"]) {
    expect(new Complaint(code, "No.").isRefusal).toBe(false);
  }
});

it("reconnects after 1, 2, 4, 8, 16 and then 30 s", () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1000].map(reconnectDelay)).toEqual(
    [1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1000),
  );
});

it("waits for a busy server 1, 2, 4 s and up to half as much again", () => {
  expect([0, 1, 2].map((attempt) => busyDelay(attempt, 0))).toEqual([1000, 2000, 4000]);
  expect([0, 1, 2].map((attempt) => busyDelay(attempt, 1))).toEqual([1500, 3000, 6000]);
});
