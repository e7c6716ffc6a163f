import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Complaint } from "../protocol/complaint.ts";
import { say } from "../ui/notice.ts";
import { addressOf } from "./actions.ts";
import type { LiveStudy } from "./liveStudy.ts";

/** What stands over the page: it asks or explains. */
export type Asked = { what: "abort" | "forget"; participant: number } | { what: "add" | "keys" };

/** What of the page is open, beside the study itself. */
export class Desk {
  readonly study: LiveStudy;
  /** Participants whose details are open. */
  readonly open: Signal<ReadonlySet<number>> = signal(new Set());
  readonly asked: Signal<Asked | null> = signal(null);
  /** What the server would not do, by participant. */
  readonly refused: Signal<ReadonlyMap<number, Complaint>> = signal(new Map());
  /** Notes that are being written, by participant. */
  readonly drafts = new Map<number, string>();

  constructor(study: LiveStudy) {
    this.study = study;
  }

  /** Opens or closes a participant's details. */
  toggle(participant: number, shown = !this.open.peek().has(participant)): void {
    const open = new Set(this.open.peek());
    if (shown) open.add(participant);
    else open.delete(participant);
    this.open.value = open;
  }

  /** Lets the server do something about a participant; what it would not do stands in their details. True where it did. */
  async attempt(participant: number, work: Promise<void>): Promise<boolean> {
    this.complain(participant, null);
    try {
      await work;
      return true;
    } catch (error) {
      this.complain(participant, Complaint.of(error));
      this.toggle(participant, true);
      return false;
    }
  }

  /** Puts away what the server would not do, or says it. */
  complain(participant: number, complaint: Complaint | null): void {
    const refused = new Map(this.refused.peek());
    if (complaint) refused.set(participant, complaint);
    else refused.delete(participant);
    this.refused.value = refused;
  }

  /** Copies a participant's address. False where the browser does not let the page: without TLS, from another machine. */
  async copyAddress(participant: number): Promise<boolean> {
    const one = this.study.overview.peek()?.participants.find((each) => each.participant === participant);
    if (!one) return false;
    try {
      await navigator.clipboard.writeText(addressOf(one, location.href));
      say(`The address of participant ${participant} is copied.`);
      return true;
    } catch {
      this.toggle(participant, true);
      say("The browser does not let this page copy. Select the address, and copy it with the keyboard.");
      return false;
    }
  }
}

/** The desk that the components inside show. */
export const DeskContext = createContext<Desk | null>(null);

/** The desk that a component is at. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("Expected a DeskContext around the component, got none.");
  return desk;
}
