import { useEffect, useRef, useState } from "preact/hooks";
import { connection, pageOutdated, retryNow } from "../state/connection.ts";
import { BACK, BACK_STANDS, LOST_STAYS, lostWords, RETRY } from "../state/connectionWords.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { duration } from "../ui/words.ts";
import { tokenWanted } from "./gate.ts";
import "./banner.css";

/** Says that the server is gone and when it is asked again, and for a moment that it is back. */
export function ConnectionBanner() {
  const { status, retryAt, complaint } = connection.value;
  const gone = useRef(false);
  const [back, setBack] = useState(false);
  if (status === "lost") gone.current = true;

  useEffect(() => {
    if (status !== "ready" || !gone.current) return;
    gone.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), BACK_STANDS);
    return () => clearTimeout(timer);
  }, [status]);

  // While a token is tried, a connection that breaks off may only mean that the token is wrong.
  const trying = tokenWanted.value && complaint?.code !== "unreachable";
  const lost = !trying && (status === "lost" || (status === "connecting" && gone.current));
  return (
    <div class="banner-place" role="status">
      {lost && (
        <div class="banner" data-kind="lost">
          <Icon name="offline" />
          <p>
            <strong>{lostWords(complaint)}</strong> {LOST_STAYS}
          </p>
          {/* The count is for the eyes; read aloud each second it would drown everything else. */}
          <span class="banner-count number" aria-hidden="true">
            {retryAt === null || status === "connecting" ? "Trying…" : <Countdown until={retryAt} />}
          </span>
          <Button icon="retry" onClick={retryNow}>
            {RETRY}
          </Button>
        </div>
      )}
      {!lost && back && (
        <div class="banner" data-kind="back">
          <Icon name="online" />
          <p>{BACK}</p>
        </div>
      )}
      {!lost && !back && pageOutdated.value && (
        <div class="banner" data-kind="outdated">
          <Icon name="info" />
          <p>The server was updated. Reload the page to use its new version.</p>
          <Button icon="retry" onClick={() => location.reload()}>
            Reload
          </Button>
        </div>
      )}
    </div>
  );
}

/** `until` is a time as of Date.now(). */
function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);
  const seconds = Math.ceil((until - now) / 1000);
  return <>{seconds <= 0 ? "Trying…" : `Next try in ${duration(seconds)}`}</>;
}
