import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SessionStep } from "../../protocol/messages.ts";
import type { BoardButton, BoardItem } from "../../vr/board/boardItem.ts";
import type { VrBriefing } from "../../vr/vrScene.ts";
import { leaveVr } from "../../vr/vrSession.ts";
import { pagesOf } from "./pages.ts";
import { FINISH, PAUSE, TIME_OVER } from "./stepWords.ts";

/** Characters on a board: about ten lines. */
const PAGE = 460;

interface StepParts {
  readonly step: SessionStep;
  readonly title: string;
  /** Whether what is to be done is shown. */
  readonly told: Signal<boolean>;
  /** Whether the participant is asked if the step is done. */
  readonly asking: Signal<boolean>;
  readonly paused: ReadonlySignal<boolean>;
  /** How much time is left; null where nothing is planned. */
  readonly time: ReadonlySignal<string | null>;
  readonly finish: () => void;
}

/** What the page has around a tutorial's or a task's scenes, for VR: what is to be done, the time, *Done*, the pause. */
export function stepBriefing({ step, title, told, asking, paused, time, finish }: StepParts): VrBriefing {
  const pages = pagesOf(step.text, PAGE);
  const at = signal(0);
  const word = step.kind === "task" ? "task" : "tutorial";
  const set = <T>(into: Signal<T>, value: T) => {
    return () => {
      into.value = value;
    };
  };
  const left = computed<readonly BoardItem[]>(() => {
    const now = time.value;
    return now === null ? [] : [{ kind: "text", text: now }];
  });
  const done: BoardButton = { kind: "button", label: "Done", onPress: set(asking, true) };
  const turn = (label: string, to: number): BoardButton => ({
    kind: "button",
    label,
    disabled: to < 0 || to >= pages.length,
    onPress: set(at, to),
  });
  const reading = computed<readonly BoardItem[]>(() => [
    { kind: "title", text: title },
    ...(pages[at.value] ?? []).map((text): BoardItem => ({ kind: "text", text })),
    ...(pages.length > 1
      ? [{ kind: "row", items: [turn("Back", at.value - 1), turn("Read on", at.value + 1)] } as const]
      : []),
    ...left.value,
    { kind: "row", items: [{ kind: "button", label: `Hide the ${word}`, onPress: set(told, false) }, done] },
  ]);
  return {
    items: computed(() => (told.value ? reading.value : [])),
    controls: computed(() => [
      ...left.value,
      {
        kind: "row",
        items: [
          told.value
            ? { kind: "button", label: `Hide the ${word}`, onPress: set(told, false) }
            : { kind: "button", label: `Show the ${word}`, onPress: set(told, true) },
          done,
        ],
      },
    ]),
    cover: computed(() => {
      if (paused.value) return PAUSED;
      if (!asking.value) return null;
      return [
        { kind: "title", text: FINISH.title(word) },
        { kind: "text", text: FINISH.text },
        {
          kind: "row",
          items: [
            { kind: "button", label: FINISH.no, onPress: set(asking, false) },
            { kind: "button", label: FINISH.yes, onPress: finish },
          ],
        },
      ];
    }),
  };
}

const PAUSED: readonly BoardItem[] = [
  { kind: "title", text: PAUSE.title },
  { kind: "text", text: PAUSE.inVr },
  { kind: "button", label: "Leave VR", onPress: leaveVr },
];

/** What is said in VR when the time for a step is over. */
export function timeOverBriefing(goOn: () => void): VrBriefing {
  return {
    items: signal([]),
    controls: signal([]),
    cover: signal([
      { kind: "title", text: TIME_OVER.title },
      { kind: "text", text: `${TIME_OVER.text}.` },
      { kind: "button", label: TIME_OVER.on, onPress: goOn },
    ]),
  };
}
