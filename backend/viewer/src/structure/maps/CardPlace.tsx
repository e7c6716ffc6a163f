import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

/** The card of the cluster that is open; its code is fetched when one is. */
export function CardPlace() {
  const card = useSignal<{ Card: FunctionComponent | null; failed: boolean }>({ Card: null, failed: false });
  useEffect(() => {
    import("./ClusterCard.tsx").then(
      ({ ClusterCard }) => {
        card.value = { Card: ClusterCard, failed: false };
      },
      () => {
        card.value = { Card: null, failed: true };
      },
    );
  }, [card]);
  const { Card, failed } = card.value;
  if (failed) return <p class="small muted">What this picture is made of could not be fetched; load the page anew.</p>;
  return Card && <Card />;
}
