import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { duration } from "../ui/words.ts";
import { useDesk } from "./desk.ts";

/** Says that the server is away, as of when the table is, and when it is asked again. Nothing while it answers. */
export function Away() {
  const { study } = useDesk();
  const [overview, complaint] = [study.overview.value, study.complaint.value];
  return (
    <div role="status">
      {overview && complaint && (
        <div class="away">
          <Icon name="offline" />
          <p>
            <strong>{complaint.code === "unreachable" ? "The server does not answer." : complaint.message}</strong> What
            you see is as of {new Date(overview.now_ms).toLocaleTimeString()} by the server’s clock. Participants go on
            meanwhile; what they do is kept by their clients.
          </p>
          {/* The count is for the eyes; read aloud each second it would drown everything else. */}
          <span class="small muted number" aria-hidden="true">
            <Countdown />
          </span>
          <Button icon="retry" onClick={() => study.askNow()}>
            Retry now
          </Button>
        </div>
      )}
    </div>
  );
}

function Countdown() {
  const until = useDesk().study.retryAt.value;
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = until === null ? 0 : Math.ceil((until - Date.now()) / 1000);
  return <>{seconds <= 0 ? "Trying…" : `Next try in ${duration(seconds)}`}</>;
}
