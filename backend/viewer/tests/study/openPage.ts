import type { SessionStatus, StudySession } from "../../src/protocol/messages.ts";
import type { SessionServer } from "../../src/study/entry/server.ts";
import { EventLog } from "../../src/study/log/eventLog.ts";
import { Sender } from "../../src/study/log/sender.ts";
import { Answers } from "../../src/study/session/answers.ts";
import { DraftStore } from "../../src/study/session/drafts.ts";
import { Participation } from "../../src/study/session/participation.ts";
import { ScriptedServer } from "./log/scriptedServer.ts";

/** A page on a session, whose server says what `says` does and takes every event. */
export function openPage(session: StudySession, says: () => SessionStatus = () => session) {
  const events = new ScriptedServer();
  const log = new EventLog("client-one", null);
  const page = new Participation(session, {
    server: {
      session: async () => ({ ...session, ...says() }),
      status: async () => says(),
    } as unknown as SessionServer,
    log,
    sender: new Sender(log, events.post),
    answers: new Answers(new DraftStore("tetrascope.study.7.page")),
    version: "0.1.0",
    onOver: () => {},
  });
  page.start();
  return page;
}
