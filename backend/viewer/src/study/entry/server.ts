import type { HttpClient } from "../../protocol/http.ts";
import type { EventReceipt, SessionStatus, StudySession } from "../../protocol/messages.ts";
import type { Post } from "../log/sender.ts";

const SESSION = "/v1/study/session";

/** The routes of a participant's session. Each rejects with a Complaint. */
export class SessionServer {
  private readonly http: HttpClient;

  constructor(http: HttpClient) {
    this.http = http;
  }

  async session(): Promise<StudySession> {
    return (await this.http.get(SESSION)) as StudySession;
  }

  async status(): Promise<SessionStatus> {
    return (await this.http.get(`${SESSION}/status`)) as SessionStatus;
  }

  /** The version of the server, and so of the page that it gives out. */
  async version(): Promise<string> {
    return (await this.http.health()).version;
  }

  readonly record: Post = async (batch, keepalive) =>
    (await this.http.post(`${SESSION}/events`, batch, { keepalive })) as EventReceipt;
}
