import { useLayoutEffect, useRef } from "preact/hooks";
import { HOME } from "../state/address.ts";
import { samples, stories } from "../state/catalog.ts";
import { image } from "../state/choice.ts";
import { valueIn } from "../state/loadable.ts";
import { toursSeen } from "../state/settings.ts";
import { inStudy } from "../state/shown.ts";
import { worded } from "../state/wording.ts";
import { story } from "../story/progress.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { beside } from "../ui/beside.ts";
import { useOverlay } from "../ui/overlays.ts";
import type { TourStop, ViewDescription } from "../ui/viewDescription.ts";
import { count } from "../ui/words.ts";
import { beginStory } from "./beginStory.ts";
import { endTour, move, startTour, step, stepNumber, tourSteps } from "./steps.ts";
import "./tour.css";

/** How far the light reaches beyond the element, in CSS pixels. */
const MARGIN = 8;

/** The tour: offered once in each view, on the first visit, and taken when asked for; in a study, which has tutorials, only that. */
export function Tour({ of: here }: { of: ViewDescription }) {
  const now = step.value;
  if (now) return <Stop step={now} />;
  const ready = here.route === HOME ? samples.value.state === "ready" : !here.needsPicture || image.value !== null;
  const isNew = here.tour.length > 0 && !toursSeen.value.includes(here.route) && !inStudy();
  if (!ready || !isNew || story.value) return null;
  // A story is about a picture.
  return here.needsPicture ? <SceneOffer key={here.route} of={here} /> : <Offer of={here} />;
}

/** In a scene a story is offered, where the server has one: it teaches more than a tour of what is where. */
function SceneOffer({ of: here }: { of: ViewDescription }) {
  const [first] = valueIn(stories.value) ?? [];
  if (stories.value.state === "idle" || stories.value.state === "loading") return null;
  if (!first) return <Offer of={here} />;
  return (
    <aside class="tour-offer" data-home={false} aria-label="Offered story">
      <p>
        <strong>New to this scene?</strong>
        {` ${first.title} A story of ${count(first.minutes, "minute")}, on a sample.`}
      </p>
      <div class="tour-actions">
        <Button kind="quiet" onClick={endTour}>
          Not now
        </Button>
        <Button kind="primary" onClick={() => beginStory(first)}>
          Begin
        </Button>
      </div>
    </aside>
  );
}

/** A line at the foot of the view, a moment after it has been looked at. */
function Offer({ of: here }: { of: ViewDescription }) {
  const isHome = here.route === HOME;
  return (
    <aside class="tour-offer" data-home={isHome} aria-label="Tour">
      <p>
        <strong>{isHome ? "New here?" : "New to this scene?"}</strong>
        {` ${count(here.tour.length, "short stop")} ${isHome ? "show you around" : "explain it"}.`}
      </p>
      <div class="tour-actions">
        <Button kind="quiet" onClick={endTour}>
          Not now
        </Button>
        <Button kind="primary" onClick={() => startTour(here.tour)}>
          Take the tour
        </Button>
      </div>
    </aside>
  );
}

function Stop({ step: stop }: { step: TourStop }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const light = useRef<HTMLDivElement>(null);
  const number = stepNumber.value ?? 0;
  const stops = tourSteps.value.length;
  const last = number === stops - 1;
  useOverlay(endTour);

  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useLayoutEffect(() => {
    const place = () => point(stop.target, light.current, card.current);
    const target = document.querySelector(`[data-tour="${stop.target}"]`);
    target?.scrollIntoView({ block: "nearest" });
    place();
    card.current?.querySelector<HTMLElement>("[data-next]")?.focus();
    addEventListener("resize", place);
    const observer = new ResizeObserver(place);
    if (target) observer.observe(target);
    return () => {
      removeEventListener("resize", place);
      observer.disconnect();
    };
  }, [stop]);

  return (
    <dialog
      ref={dialog}
      class="tour"
      aria-labelledby="tour-title"
      aria-describedby="tour-text"
      onCancel={(event) => {
        event.preventDefault();
        endTour();
      }}
    >
      <div ref={light} class="tour-light" />
      <div ref={card} class="tour-card">
        <div class="tour-head">
          <h2 id="tour-title" class="tour-title">
            {stop.title}
          </h2>
          <IconButton icon="close" label="End the tour" onClick={endTour} />
        </div>
        <p id="tour-text" aria-live="polite">
          {worded(stop.text)}
        </p>
        <div class="tour-foot">
          <span class="number muted small">{`${number + 1} of ${stops}`}</span>
          <div class="tour-actions">
            {number > 0 && (
              <Button kind="quiet" onClick={() => move(-1)}>
                Back
              </Button>
            )}
            <Button kind="primary" data-next="true" onClick={() => move(1)}>
              {last ? "Done" : "Next"}
            </Button>
          </div>
        </div>
      </div>
    </dialog>
  );
}

/** Lights up the element and puts the card beside it; without the element, the card stands in the middle. */
function point(target: string, light: HTMLElement | null, card: HTMLElement | null): void {
  if (!light || !card) return;
  const element = document.querySelector(`[data-tour="${target}"]`);
  const box = element?.getBoundingClientRect() ?? new DOMRect(innerWidth / 2, innerHeight / 3, 0, 0);
  const lit = new DOMRect(box.x - MARGIN, box.y - MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN);
  light.style.left = `${lit.x}px`;
  light.style.top = `${lit.y}px`;
  light.style.width = `${lit.width}px`;
  light.style.height = `${lit.height}px`;
  beside(lit, card);
  // A tall element leaves no room above or below it: then the card stands at its side, where there is room.
  const left = lit.right + MARGIN;
  const covers = card.offsetTop < lit.bottom && card.offsetTop + card.offsetHeight > lit.top;
  if (covers && left + card.offsetWidth < innerWidth) {
    card.style.left = `${left}px`;
    card.style.top = `${Math.max(lit.y, MARGIN) + 2 * MARGIN}px`;
  }
}
