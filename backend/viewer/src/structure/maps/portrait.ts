import { computed, effect, type Signal, signal, untracked } from "@preact/signals";
import { SCENES } from "../../geometry/scenes.ts";
import type { Components, ComponentsRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";
import { count, percent } from "../../ui/words.ts";
import { requestKey } from "../answers/live.ts";
import { isChanged } from "../answers/originals.ts";
import { groupsAsked } from "../display/groups.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import { percentage } from "../scene/captions.ts";
import { explainsLittle } from "../scene/drawnTensor.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** What the picture of the cluster that is open is made of. */
export class Portrait {
  readonly components: Signal<Loadable<Components>> = signal(IDLE);
  /** What to ask for; null where no cluster is open, or the columns are of an earlier image. */
  private readonly wanted = computed<ComponentsRequest | null>(() => {
    const { ablation, answers, display, maps, masks, subject } = this.session;
    const [layer, cluster] = [maps.layer.value, maps.openCluster.value];
    const masked = maskedImage(subject, masks.all.value, masks.fill.value);
    if (!layer || !masked || cluster === null || answers.pending.value) return null;
    if (maps.clusters.value?.[cluster] === undefined) return null;
    const { groups } = groupsAsked(display.groups.value, isChanged({ ...masked, ...ablation.asked.value }));
    const criterion = display.criterion.value;
    return {
      ...masked,
      layer: layer.name,
      cluster,
      clusters: display.clusterCount.value,
      criterion,
      ...(groups && { groups }),
      ...ablation.asked.value,
    };
  });
  private readonly session: StructureSession;
  private asked = "";

  constructor(session: StructureSession) {
    this.session = session;
  }

  /** Asks whenever another cluster is open. Returns what stops that. */
  follow(): () => void {
    return effect(() => {
      const body = this.wanted.value;
      if (body) untracked(() => void this.ask(body));
    });
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    const body = this.wanted.peek();
    this.asked = "";
    if (body) void this.ask(body);
  }

  private async ask(body: ComponentsRequest): Promise<void> {
    const key = requestKey(body);
    if (key === this.asked) return;
    this.asked = key;
    this.components.value = loading();
    try {
      const answer = await ask("components", body, { slot: `${this.session.slot}-portrait` });
      if (answer && this.asked === key) this.components.value = ready(answer);
    } catch (error) {
      if (this.asked === key) this.components.value = failed(error);
    }
  }
}

/** A map of a cluster with its weight in the component. */
export interface WeightedMap {
  readonly channel: number;
  readonly weight: number;
}

/** The maps with the largest weights, and those with the least, the least first; none is in both. */
export function weightEnds({ channels, weights }: Components, most: number): [WeightedMap[], WeightedMap[]] {
  const sorted = channels
    .map((channel, index) => ({ channel, weight: weights[index] ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.channel - b.channel);
  const like = sorted.slice(0, Math.min(most, Math.ceil(sorted.length / 2)));
  return [like, sorted.slice(like.length).reverse().slice(0, most)];
}

/** How much a cluster's picture shows, in sentences. */
export function portraitWords({ channels, explained_variances: shares }: Components): string[] {
  const [first, second] = shares;
  if (first === undefined) return ["All its maps are constant here: there is nothing to show."];
  if (channels.length === 1) return ["The cluster is one map, and the picture is that map."];
  const maps = `how its ${count(channels.length, "map")} vary`;
  const words = [`The first component explains ${percent(first)} of ${maps}: ${shareWords(first)}.`];
  if (second !== undefined) words.push(secondWords(first, second));
  return words;
}

function shareWords(share: number): string {
  if (explainsLittle(share))
    return `little, under ${percentage(SCENES.structure.little_explained)}, so its frame is dashed`;
  return share < 0.5 ? "less than half" : "most of it";
}

function secondWords(first: number, second: number): string {
  if (second < SCENES.structure.close_components * first) return `The second component explains ${percent(second)}.`;
  const close = second > first ? "even more" : "nearly as much";
  return `The second component explains ${percent(second)}, ${close}: another picture would be as fair as this one.`;
}
