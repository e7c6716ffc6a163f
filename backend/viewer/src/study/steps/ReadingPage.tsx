import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionStep } from "../../protocol/messages.ts";
import { directionOf } from "../session/direction.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { StudyText } from "./StudyText.tsx";
import "./readingPage.css";

interface ReadingPageProps {
  step: SessionStep;
  /** Below the heading. */
  about?: string | null | undefined;
  /** At the foot. */
  actions: ComponentChildren;
  children?: ComponentChildren;
}

/** A step that is read, from top to bottom: heading, text, what there is to do, and how to go on. */
export function ReadingPage({ step, about, actions, children }: ReadingPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { language } = useParticipation().session.value;
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <article class="reading" dir={directionOf(language)}>
      <h1 ref={heading} tabIndex={-1} lang={language} dir="auto">
        {step.title}
      </h1>
      {about && (
        <p class="reading-about" lang={language} dir="auto">
          {about}
        </p>
      )}
      <StudyText class="reading-text" text={step.text} />
      {children}
      <div class="reading-actions">{actions}</div>
    </article>
  );
}
