import { useEffect, useState } from "preact/hooks";
import type { StudyClient } from "../experimenter/liveStudy.ts";
import { Refusal, Waiting } from "../experimenter/Refusal.tsx";
import { Complaint } from "../protocol/complaint.ts";
import type { ParticipantRecord } from "../protocol/messages.ts";
import { Icon } from "../ui/Icon.tsx";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { Page } from "../ui/Page.tsx";
import { PageBar } from "../ui/PageBar.tsx";
import { count } from "../ui/words.ts";
import { Player } from "./player.ts";
import { Stage } from "./Stage.tsx";
import { Transport } from "./Transport.tsx";
import "./replay.css";

interface ReplayProps {
  participant: number;
  client: Pick<StudyClient, "get">;
}

/** A participant's session, to be looked at again. */
export function ReplayPage({ participant, client }: ReplayProps) {
  const [player, setPlayer] = useState<Player | null>(null);
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    client.get(`/v1/study/participants/${participant}/record`).then(
      (record) => current && setPlayer(new Player(record as ParticipantRecord)),
      (error) => current && setComplaint(Complaint.of(error)),
    );
    return () => {
      current = false;
    };
  }, [participant, attempt]);
  return (
    <div class="replay">
      <PageBar home="./experimenter" title={<Title participant={participant} player={player} />}>
        <a class="button" data-kind="plain" data-size="normal" href="./experimenter">
          <Icon name="arrow-left" />
          <span>All participants</span>
        </a>
      </PageBar>
      {player && player.events.length > 0 ? (
        <>
          <Stage player={player} />
          <Transport player={player} />
        </>
      ) : (
        <main class="replay-stage">
          {player ? (
            <Nothing />
          ) : complaint ? (
            <Refusal complaint={complaint} onRetry={() => setAttempt(attempt + 1)} />
          ) : (
            <Waiting what="the session" />
          )}
        </main>
      )}
      <NoticeBar />
    </div>
  );
}

function Title({ participant, player }: { participant: number; player: Player | null }) {
  const session = player?.record.session;
  useEffect(() => {
    document.title = `Replay of participant ${participant} · Tetrascope`;
  }, [participant]);
  return (
    <>
      <h1 class="replay-title">
        Participant {participant}
        {session?.simulated && <span class="replay-simulated">Simulated</span>}
      </h1>
      {session && player && (
        <p class="small muted">
          Replay · {session.title} · {count(player.events.length, "event")}
        </p>
      )}
    </>
  );
}

function Nothing() {
  return (
    <Page icon="info" title="Nothing is recorded yet">
      <p>As soon as the participant has begun, what they did can be looked at here. Reload the page then.</p>
    </Page>
  );
}
