import { signal } from "@preact/signals";
import { Complaint } from "../protocol/complaint.ts";
import { view } from "../state/address.ts";
import { chooseImage } from "../state/fitting.ts";
import { dismissGone, goneImages } from "../state/goneImages.ts";
import { addImage } from "../state/images.ts";
import { SESSION_ENDING } from "../state/saved/opened.ts";
import { say } from "../ui/notice.ts";
import { goneWords } from "./goneWords.ts";

/** A picture on its way to the server, or one that did not get there. */
export interface Intake {
  id: number;
  title: string;
  origin: "upload" | "camera";
  file: Blob;
  /** Null while it is on the way. */
  complaint: Complaint | null;
}

/** Longest title made from a file's name. */
const MAX_TITLE = 60;

/** What is under way or has failed, newest first. */
export const intakes = signal<readonly Intake[]>([]);

let lastId = 0;
/** The picture that was added last is the one that is chosen, whichever arrives first. */
let newest = 0;

/**
 * Brings a picture to the server and chooses it. What goes wrong stands in `intakes` until it is dismissed, or the
 * person brings something else.
 */
export async function takePicture(file: Blob, title: string, origin: Intake["origin"] = "upload"): Promise<void> {
  putAway();
  await bring(file, title, origin);
}

/** Brings files one after the other; of a drop or a choice of several, the last one is chosen. */
export async function takeFiles(files: Iterable<File>): Promise<void> {
  putAway();
  for (const file of files) {
    if (file.name.endsWith(SESSION_ENDING)) await open(file);
    else await bring(file, titleOf(file.name), "upload");
  }
}

/** Opens a saved session; why it cannot be opened is said. */
async function open(file: File): Promise<void> {
  try {
    const { openSession } = await import("../state/saved/openSession.ts");
    await openSession(file);
  } catch (error) {
    const { message, hint } = Complaint.of(error);
    say(`“${file.name}”: ${message}${hint ? ` ${hint}` : ""}`);
  }
}

async function bring(file: Blob, title: string, origin: Intake["origin"]): Promise<void> {
  const intake: Intake = { id: ++lastId, title, origin, file, complaint: null };
  newest = intake.id;
  intakes.value = [intake, ...intakes.value];
  try {
    const chosen = await addImage(file, title, origin);
    dismiss(intake.id);
    if (intake.id === newest) chooseImage(chosen);
    const gone = goneImages.peek();
    // The menu has a note of its own, which stays.
    const madeRoom = gone?.madeRoom && view.peek() !== "menu" ? ` ${goneWords(gone)} The main menu can undo it.` : "";
    say(`“${chosen.title}” is ready.${madeRoom}`);
  } catch (error) {
    const complaint = Complaint.of(error);
    intakes.value = intakes.value.map((one) => (one.id === intake.id ? { ...one, complaint } : one));
    // The list stands in the menu; a picture may be dropped or pasted anywhere.
    if (view.value !== "menu") say(`“${title}”: ${complaint.message}`);
  }
}

/** Puts away what was said of the pictures that came before. */
function putAway(): void {
  dismissGone();
  intakes.value = intakes.value.filter((one) => one.complaint === null);
}

/** Takes a failed picture off the list. */
export function dismiss(id: number): void {
  intakes.value = intakes.value.filter((one) => one.id !== id);
}

/** Tries a failed picture once more. */
export function retry(intake: Intake): void {
  dismiss(intake.id);
  void bring(intake.file, intake.title, intake.origin);
}

/** A title from a file's name: without its ending, not endless, never empty. */
export function titleOf(name: string): string {
  const bare = name.replace(/\.[A-Za-z0-9]{1,5}$/, "").trim();
  return bare.length > MAX_TITLE ? `${bare.slice(0, MAX_TITLE - 1)}…` : bare || "Picture";
}
