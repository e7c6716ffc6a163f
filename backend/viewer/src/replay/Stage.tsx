import { useEffect, useRef } from "preact/hooks";
import { PoolWorkbench } from "../pool/PoolWorkbench.tsx";
import type { SessionStep } from "../protocol/messages.ts";
import { StructureWorkbench } from "../structure/StructureWorkbench.tsx";
import { conditionOf, imageOf } from "../study/steps/condition.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Moment } from "./moment.ts";
import type { Player } from "./player.ts";
import { ReplayedScenes } from "./replayedScenes.ts";
import { StepCard } from "./StepCard.tsx";

/** What the participant had before them: a scene, or a step in words. */
export function Stage({ player }: { player: Player }) {
  const stage = useRef<HTMLElement>(null);
  const scenes = useRef<ReplayedScenes>(null);
  scenes.current ??= new ReplayedScenes(player);
  useEffect(() => scenes.current?.follow(), []);
  useEffect(() => (stage.current ? keepFocus(stage.current) : undefined), []);

  const moment = player.moment.value;
  const { session } = player.record;
  const step = session.steps.find(({ id }) => id === moment.step) ?? null;
  const condition = step && conditionOf(step, session);
  const image = step?.image ? imageOf(step, session) : null;
  const inScene = (moment.scene === "structure" || moment.scene === "pool") && condition?.shows;
  return (
    <main ref={stage} class="replay-stage" tabIndex={-1} aria-label="What the participant had before them">
      <Standing moment={moment} step={step} image={image?.title ?? null} />
      {inScene ? (
        <div class="replay-scene">
          {moment.scene === "pool" ? (
            <PoolWorkbench session={scenes.current.pool} />
          ) : (
            <StructureWorkbench session={scenes.current.structure} />
          )}
        </div>
      ) : (
        <StepCard step={step} condition={condition} moment={moment} />
      )}
    </main>
  );
}

/** The line above: which step, which condition and image, and what kept the participant from it. */
function Standing({ moment, step, image }: { moment: Moment; step: SessionStep | null; image: string | null }) {
  const { answered } = moment;
  return (
    <div class="standing">
      <p class="standing-step">
        {step?.kind === "tutorial" && "Tutorial: "}
        <strong>{step?.title ?? moment.step}</strong>
        {image !== null && ` · ${image}`}
      </p>
      {moment.paused && <Flag icon="pause" words="Paused" />}
      {moment.hidden && <Flag icon="eye-off" words="In another window" />}
      {moment.offline && <Flag icon="offline" words="Without the server" />}
      {answered?.label && (
        <p class="small muted standing-answer">
          The participant saw: {answered.label}
          {answered.probability === null ? "" : `, ${(answered.probability * 100).toFixed(1)}%`}
        </p>
      )}
    </div>
  );
}

function Flag({ icon, words }: { icon: "pause" | "eye-off" | "offline"; words: string }) {
  return (
    <span class="standing-flag">
      <Icon name={icon} size={14} />
      {words}
    </span>
  );
}

/**
 * What opens by itself in a replay must not take the focus from the controls: it goes back unless the person took it
 * there. Returns what stops that.
 */
function keepFocus(stage: HTMLElement): () => void {
  let byHand = false;
  const hand = (event: Event) => {
    byHand = event.type === "pointerdown" || (event as KeyboardEvent).key === "Tab";
    setTimeout(() => {
      byHand = false;
    });
  };
  const onFocus = ({ target, relatedTarget: before }: FocusEvent) => {
    if (byHand || (before instanceof Node && stage.contains(before))) return;
    if (before instanceof HTMLElement) before.focus();
    else (target as HTMLElement).blur();
  };
  addEventListener("pointerdown", hand, true);
  addEventListener("keydown", hand, true);
  stage.addEventListener("focusin", onFocus);
  return () => {
    removeEventListener("pointerdown", hand, true);
    removeEventListener("keydown", hand, true);
    stage.removeEventListener("focusin", onFocus);
  };
}
