import { describe, expect, it } from "vitest";
import { Complaint } from "../../../src/protocol/complaint";
import type { Layers, LayersRequest } from "../../../src/protocol/messages";
import { type RowAnswer, RowAnswers, rowsThatFit } from "../../../src/structure/layerRows/rowAnswers";
import { columnOf, predictionsOf } from "../samples";

const ANSWER: Layers = { predictions: predictionsOf([1, 0.5]), layers: [columnOf(0)] };

function row(name: string) {
  const question: LayersRequest = { image_id: name, network_id: "network", masks: [] };
  return { question, asked: name };
}
const ROWS = ["a", "b", "c", "d", "e", "f"].map(row);

/** A server that answers when it is told to. */
class Server {
  readonly asked: string[] = [];
  readonly slots = new Set<number>();
  private readonly waiting = new Map<string, { done(answer: Layers | null): void; fail(error: Complaint): void }>();
  readonly send = (body: LayersRequest, slot: number, signal: AbortSignal) => {
    this.asked.push(body.image_id);
    this.slots.add(slot);
    return new Promise<Layers | null>((done, fail) => {
      this.waiting.set(body.image_id, { done, fail });
      signal.addEventListener("abort", () => done(null));
    });
  };

  async answer(name: string, complaint?: Complaint): Promise<void> {
    const one = this.waiting.get(name);
    if (complaint) one?.fail(complaint);
    else one?.done(ANSWER);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
}

describe("rows that are asked for", () => {
  it("go out a few at a time, in their order, and are kept as they come", async () => {
    const server = new Server();
    let now = 0;
    const answers = new RowAnswers(new Map(), server.send, () => now);
    answers.ask(ROWS);
    expect(server.asked).toEqual(["a", "b"]);
    expect(answers.progress.value).toEqual({ done: 0, total: 6, secondsLeft: null });
    for (const name of ["b", "a", "c", "d"]) {
      now += 500;
      await server.answer(name);
    }
    expect(server.asked).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(server.slots.size).toBe(2);
    expect(answers.progress.value).toEqual({ done: 4, total: 6, secondsLeft: 1 });
    expect(answers.answerTo(row("a"))?.classes).toBe(ANSWER.predictions.classes);
    expect(answers.answerTo(row("e"))).toBeUndefined();
    await server.answer("e");
    await server.answer("f");
    expect(answers.progress.value).toBeNull();
  });

  it("are asked no more once that is stopped, and what came is not asked again", async () => {
    const server = new Server();
    const known = new Map<string, RowAnswer>();
    const answers = new RowAnswers(known, server.send);
    answers.ask(ROWS);
    await server.answer("a");
    answers.stop();
    await server.answer("b");
    expect([...known.keys()]).toEqual(["a"]);
    expect(answers.progress.value).toBeNull();
    expect(server.asked).toEqual(["a", "b", "c"]);
    new RowAnswers(known, server.send).ask(ROWS.slice(0, 2));
    expect(server.asked.slice(3)).toEqual(["b"]);
  });

  it("are not sent again while they are under way, whatever else is asked for meanwhile", async () => {
    const server = new Server();
    const answers = new RowAnswers(new Map(), server.send);
    answers.ask(ROWS.slice(0, 3));
    answers.ask([...ROWS.slice(0, 3)]);
    expect(server.asked).toEqual(["a", "b"]);
    answers.ask(["f", "a", "e"].map(row));
    expect(server.asked, "what is not wanted any more makes room").toEqual(["a", "b", "f"]);
    expect(answers.progress.value).toEqual({ done: 0, total: 3, secondsLeft: null });
    await server.answer("b");
    for (const name of ["a", "f", "e"]) await server.answer(name);
    expect(server.asked).toEqual(["a", "b", "f", "e"]);
    expect([answers.answerTo(row("a")), answers.answerTo(row("e"))]).not.toContain(undefined);
    expect(answers.answerTo(row("b"))).toBeUndefined();
    expect(answers.progress.value).toBeNull();
  });

  it("go on after one that is refused, which says why and can be asked again", async () => {
    const server = new Server();
    const answers = new RowAnswers(new Map(), server.send);
    answers.ask(ROWS.slice(0, 3));
    await server.answer("a", new Complaint("invalid_request", "Expected a mask.", {}));
    await server.answer("b");
    await server.answer("c");
    expect(answers.complaintOf(row("a"))?.message).toBe("Expected a mask.");
    expect(answers.answerTo(row("c"))).toBeDefined();
    answers.ask(ROWS.slice(0, 3));
    expect(answers.complaintOf(row("a"))).toBeUndefined();
    expect(server.asked).toEqual(["a", "b", "c", "a"]);
  });

  it("end where there is no server", async () => {
    const server = new Server();
    const answers = new RowAnswers(new Map(), server.send);
    answers.ask(ROWS);
    await server.answer("a", Complaint.of(new Complaint("unreachable", "Nobody is there.", {})));
    await server.answer("b");
    expect(server.asked).toEqual(["a", "b"]);
    expect(answers.progress.value).toBeNull();
  });
});

it("says how many rows there is room for", () => {
  expect(rowsThatFit({ height: 112, width: 112 }, 3)).toBeGreaterThan(1000);
  expect(rowsThatFit({ height: 4096, width: 4096 }, 64)).toBe(1);
});
