import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { StoryQuestion, StoryStep } from "../protocol/messages.ts";
import { shareLink, view } from "../state/address.ts";
import { storyLevel } from "../state/settings.ts";
import { worded } from "../state/wording.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../ui/notice.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { SCENE_TITLES } from "../ui/viewDescription.ts";
import { filled } from "./facts.ts";
import { GOAL_WORDS } from "./goals.ts";
import { choices, choose, done, end, facts, move, step, stepNumber, story } from "./progress.ts";
import "./storyCard.css";

const LEVELS = [
  { value: "newcomer", label: "Newcomer" },
  { value: "expert", label: "Expert" },
] as const;

/** The story under way, below the scene: what is told, asked and to be done at its step. */
export function StoryCard() {
  const now = step.value;
  const folded = useSignal(false);
  const title = useRef<HTMLHeadingElement>(null);
  const number = stepNumber.value;
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), [number]);
  usePointer(now);
  if (!now || !story.value) return null;
  const count = story.value.steps.length;
  return (
    <aside class="story" aria-label="Story" data-folded={folded.value}>
      <div class="story-head">
        <h2 ref={title} class="story-title" tabIndex={-1}>
          {now.title}
        </h2>
        <span class="number muted small">{`${number + 1} of ${count}`}</span>
        <IconButton
          icon={folded.value ? "chevron-up" : "chevron-down"}
          label={folded.value ? "Unfold the story" : "Fold the story"}
          onClick={() => {
            folded.value = !folded.value;
          }}
        />
        <IconButton icon="close" label="End the story" onClick={end} />
      </div>
      {!folded.value && (
        <>
          <Words of={now} />
          <Foot of={now} last={number === count - 1} />
        </>
      )}
    </aside>
  );
}

function Words({ of: now }: { of: StoryStep }) {
  const expert = storyLevel.value === "expert" && (now.expert?.length ?? 0) > 0;
  const told = texts(expert ? (now.expert ?? []) : now.text);
  const elsewhere = view.value !== now.scene;
  return (
    <div class="story-words" aria-live="polite">
      {elsewhere && <p class="muted">{`This step is in “${SCENE_TITLES[now.scene]}”.`}</p>}
      {told.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {now.question && <Question of={now.question} />}
      {now.goal && (
        <p class="story-goal" data-done={done.value}>
          <Icon name={done.value ? "check" : "arrow-right"} />
          <span>{`${worded(GOAL_WORDS[now.goal] ?? "")}${done.value ? ": done" : ""}`}</span>
        </p>
      )}
    </div>
  );
}

function Question({ of: asked }: { of: StoryQuestion }) {
  const chosen = choices.value.get(stepNumber.value);
  const because = chosen !== undefined && asked.because ? filled(asked.because, facts.value) : null;
  return (
    <fieldset class="story-question">
      <legend>{asked.text}</legend>
      {asked.choices.map((choice, place) => (
        <label key={choice} data-right={chosen !== undefined && asked.right === place}>
          <input type="radio" name="story-choice" checked={chosen === place} onChange={() => choose(place)} />
          {choice}
          {chosen !== undefined && asked.right === place && <span class="muted">{" · right"}</span>}
        </label>
      ))}
      {because && <p>{because}</p>}
    </fieldset>
  );
}

function Foot({ of: now, last }: { of: StoryStep; last: boolean }) {
  return (
    <div class="story-foot">
      <Segmented
        label="Words for"
        options={LEVELS}
        value={storyLevel.value}
        onChange={(level) => {
          storyLevel.value = level;
        }}
      />
      <div class="story-actions">
        {stepNumber.value > 0 && (
          <Button kind="quiet" onClick={() => move(-1)}>
            Back
          </Button>
        )}
        {last && (
          <Button icon="copy" onClick={() => void copyFinding(now)}>
            Copy it
          </Button>
        )}
        <Button kind={done.value ? "primary" : "plain"} onClick={() => move(1)}>
          {last ? "End the story" : done.value ? "Go on" : "Skip"}
        </Button>
      </div>
    </div>
  );
}

/** Those paragraphs whose values are known. */
function texts(paragraphs: readonly string[]): readonly string[] {
  return paragraphs.map((paragraph) => filled(paragraph, facts.value)).filter((paragraph) => paragraph !== null);
}

/** The paragraphs of a step, and where it was found, for a person's own notes. */
async function copyFinding(now: StoryStep): Promise<void> {
  try {
    await navigator.clipboard.writeText([...texts(now.text), shareLink()].join("\n"));
    say("Copied, with a link to this view.");
  } catch {
    say("The browser does not let this page copy. Select the text instead.");
  }
}

/** Outlines the part of the scene that a step points at, and brings it into sight. */
function usePointer(now: StoryStep | null): void {
  const place = now?.points_at ?? null;
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (place === null) return;
    dataset.storyPoints = place;
    document.querySelector(`[data-tour="${place}"]`)?.scrollIntoView({ block: "nearest" });
    return () => {
      delete dataset.storyPoints;
    };
  }, [place]);
}
