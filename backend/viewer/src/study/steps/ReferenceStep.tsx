import { useState } from "preact/hooks";
import type { SessionCondition, SessionStep } from "../../protocol/messages.ts";
import { tell } from "../../state/tell.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OpenedReference } from "../session/openedReference.ts";
import { clockTime } from "../session/times.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { useSpent } from "../session/useSpent.ts";
import { imageOf } from "./condition.ts";
import { ReadingPage } from "./ReadingPage.tsx";
import "./reference.css";

/** A condition that is not Tetrascope: a web page in a tab of its own, or a program of this computer. It is timed. */
export function ReferenceStep({ step, condition }: { step: SessionStep; condition: SessionCondition | null }) {
  const participation = useParticipation();
  const [reference] = useState(() => new OpenedReference(step.id));
  const [open, setOpen] = useState(reference.isOpen);
  const [visited, setVisited] = useState(open);

  const goThere = () => {
    if (reference.isOpen) return;
    reference.open();
    tell("reference_opened");
    setOpen(true);
    setVisited(true);
  };
  const comeBack = () => {
    tell("reference_closed", { duration_ms: reference.close() });
    setOpen(false);
  };
  const finish = () => {
    if (open) comeBack();
    participation.finish();
  };
  const about = step.image === null ? null : imageOf(step, participation.session.value)?.title;
  return (
    <ReadingPage
      step={step}
      about={about}
      actions={
        open ? (
          <Button kind="primary" size="large" onClick={comeBack}>
            I am back
          </Button>
        ) : (
          visited && (
            <Button kind="primary" size="large" onClick={finish}>
              Done, go on
            </Button>
          )
        )
      }
    >
      {condition?.address ? (
        <a
          class="button reference-link"
          data-kind={visited ? "plain" : "primary"}
          data-size="large"
          href={condition.address}
          target="_blank"
          rel="noopener noreferrer"
          onClick={goThere}
          onAuxClick={goThere}
        >
          <Icon name="arrow-right" />
          <span dir="ltr">
            {visited ? "Open again" : "Open"} <bdi>{condition.title}</bdi>
          </span>
        </a>
      ) : (
        <Program program={condition?.program ?? []} started={open} onStart={goThere} />
      )}
      {condition?.address && (
        <p class="muted" dir="ltr">
          It opens in a tab of its own. Come back to this one when you are done.
        </p>
      )}
      <TimeThere step={step} />
      {open && (
        <p role="status" dir="ltr">
          While you are there, this page waits for you.
        </p>
      )}
    </ReadingPage>
  );
}

interface ProgramProps {
  program: readonly string[];
  started: boolean;
  onStart: () => void;
}

function Program({ program, started, onStart }: ProgramProps) {
  return (
    <div class="reference-program" dir="ltr">
      <p>Please start this program on this computer, or ask the experimenter to:</p>
      <p>
        <code>{program.join(" ")}</code>
      </p>
      {!started && (
        <Button kind="primary" size="large" onClick={onStart}>
          It has started
        </Button>
      )}
    </div>
  );
}

/** What is left of a limit, or of the minutes that are planned. */
function TimeThere({ step }: { step: SessionStep }) {
  const minutes = step.limit_minutes ?? step.minutes;
  const left = minutes * 60_000 - useSpent();
  if (minutes === 0) return null;
  return (
    <p class="muted" dir="ltr">
      {left > 0 ? (
        <>
          <span class="number">{clockTime(left)}</span>
          {step.limit_minutes === null ? ` of ${minutes} planned minutes left` : " minutes left"}
        </>
      ) : (
        "The planned time is over. Go on when you are ready."
      )}
    </p>
  );
}
