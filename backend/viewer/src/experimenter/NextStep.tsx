import type { ComponentChildren } from "preact";
import type { StudyOverview, StudyParticipant } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { concerns } from "./attention.ts";
import { useDesk } from "./desk.ts";
import { ParticipantAddress } from "./ParticipantAddress.tsx";
import { showRow } from "./pageKeys.ts";

/** What to do next: whom to look after, or, before anybody has begun, how to begin. */
export function NextStep({ overview }: { overview: StudyOverview }) {
  const { participants } = overview;
  const real = participants.filter((one) => !one.simulated);
  // Of a dry run alone, what there is to do is the same.
  const people = real.length > 0 ? real : participants;
  const begun = people.some((one) => one.state !== "waiting");
  const first = people[0];
  const needed = concerns(overview);
  return (
    <section class="next" aria-label="What to do next">
      <Needed needed={needed} />
      {first === undefined ? (
        <Hint title="No participants yet">
          <p>Add as many as will come. Each gets a number, an order of their own, and an address to open.</p>
        </Hint>
      ) : !begun ? (
        <Begin first={people.find((one) => one.present) ?? first} />
      ) : people.every((one) => one.state === "ended" || one.state === "aborted") ? (
        <Hint title="All sessions are over">
          <p>
            Their answers and events are in the records. <code>tetrascope study export</code> writes them as tables,{" "}
            <code>tetrascope study report</code> as pages.
          </p>
        </Hint>
      ) : null}
    </section>
  );
}

/** How to begin: the participant's address first; when somebody has opened it, the start. */
function Begin({ first }: { first: StudyParticipant }) {
  const desk = useDesk();
  const { participant, present } = first;
  if (!present) {
    return (
      <Hint title={`Give participant ${participant} this address`}>
        <ParticipantAddress participant={first} />
        <ol class="next-steps">
          <li>They open it in a browser, on any computer or tablet that reaches this server.</li>
          <li>Their page waits, and this page says that they are here.</li>
          <li>Press Start. From then on they go through the study by themselves.</li>
        </ol>
      </Hint>
    );
  }
  return (
    <Hint title={`Participant ${participant} is here, and waits for you`}>
      <p>Start the session when both of you are ready. You can pause it at any time.</p>
      <Button
        kind="primary"
        size="large"
        icon="play"
        onClick={() => void desk.attempt(participant, desk.study.control(participant, "start"))}
      >
        {`Start participant ${participant}`}
      </Button>
    </Hint>
  );
}

function Hint({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="next-hint">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What is read aloud of those who need somebody: without times, so that it is said once. */
const SAID = {
  absent: "is absent",
  slow: "takes long",
  paused: "has been paused for long",
  ready: "waits for the start",
};

/** Those who need the experimenter, each leading to their row. */
function Needed({ needed }: { needed: ReturnType<typeof concerns> }) {
  return (
    <>
      <p class="unseen" role="status">
        {needed.map(({ participant, concern }) => `Participant ${participant} ${SAID[concern.kind]}.`).join(" ")}
      </p>
      {needed.length > 0 && (
        <ul class="needed">
          {needed.map(({ participant, concern }) => (
            <li key={participant}>
              <button type="button" class="needed-one" data-kind={concern.kind} onClick={() => showRow(participant)}>
                <Icon name={concern.kind === "ready" ? "play" : "warning"} size={16} />
                <span>
                  <strong>
                    <span class="unseen">Participant </span>
                    {participant}
                  </strong>{" "}
                  {concern.words}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
