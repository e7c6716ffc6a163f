import type { Complaint } from "../protocol/complaint.ts";

/** Why the server is gone. */
export function lostWords(complaint: Complaint | null): string {
  return complaint && complaint.code !== "unreachable"
    ? `No connection. ${complaint.message}`
    : "The server does not answer.";
}

export const LOST_STAYS = "What you see stays, and goes on where it was as soon as the server is back.";
export const BACK = "Back. The server answers again.";
export const RETRY = "Retry now";
/** How long that stands, in milliseconds. */
export const BACK_STANDS = 2500;
