import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { say } from "../ui/notice.ts";
import { end, story } from "./progress.ts";

/** The story under way; its code is fetched when the first one begins. */
export function LazyStory() {
  const card = useSignal<{ Shown: ComponentType } | null>(null);
  const wanted = story.value !== null;
  useEffect(() => {
    if (!wanted || card.peek()) return;
    import("./StoryCard.tsx").then(
      ({ StoryCard }) => {
        card.value = { Shown: StoryCard };
      },
      () => {
        end();
        say("The story could not be loaded. Reload the page, or try again.");
      },
    );
  }, [wanted, card]);
  const Shown = card.value?.Shown;
  return wanted && Shown ? <Shown /> : null;
}
