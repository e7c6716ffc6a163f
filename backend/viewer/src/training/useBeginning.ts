import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Complaint } from "../protocol/complaint.ts";
import type { TrainingRequest } from "../protocol/messages.ts";
import { say } from "../ui/notice.ts";
import { useTraining } from "./useTraining.ts";

/** A run that a dialog begins. */
export interface Beginning {
  readonly sending: Signal<boolean>;
  readonly complaint: Signal<Complaint | null>;
  /** Begins it, and looks at it over the curves of another, unless the dialog was closed meanwhile. */
  begin(request: TrainingRequest, over?: string | null): Promise<void>;
  /** Closes the dialog. What was sent goes on, and this says so. */
  close(): void;
}

/** Lets a dialog begin a run. `onBegun` is called when it has begun and the dialog is still there. */
export function useBeginning(onClose: () => void, onBegun: () => void = () => {}): Beginning {
  const training = useTraining();
  const sending = useSignal(false);
  const complaint = useSignal<Complaint | null>(null);
  const closed = useRef(false);
  return {
    sending,
    complaint,
    begin: async (request, over = null) => {
      sending.value = true;
      complaint.value = null;
      try {
        await training.begin(request, { over, isLookedAt: () => !closed.current });
        if (closed.current) return;
        onBegun();
        onClose();
      } catch (error) {
        const wrong = Complaint.of(error);
        complaint.value = wrong;
        if (closed.current) say(`The run could not be begun. ${wrong.message}`);
      } finally {
        sending.value = false;
      }
    },
    close: () => {
      closed.current = true;
      if (sending.peek())
        say("The run is being begun all the same. It will stand under Runs, where it can be stopped.");
      onClose();
    },
  };
}
