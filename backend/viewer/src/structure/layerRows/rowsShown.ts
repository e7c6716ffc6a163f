import { computed, type Signal, signal } from "@preact/signals";
import type { Region } from "../../geometry/receptiveField.ts";
import type { Layer } from "../../protocol/messages.ts";
import type { PoolCopies } from "../../state/poolCopies.ts";
import { inputField } from "../maps/mapField.ts";
import type { Point } from "../masks/mask.ts";
import type { StructureSession } from "../session/structureSession.ts";
import type { RowAnswer, RowAnswers } from "./rowAnswers.ts";
import { rowsThatFit } from "./rowAnswers.ts";
import { chosenCopies, copyImages, type Row, rowImages, rowsOf } from "./rowImages.ts";
import { byFall, type Fall, fallOf, type RowOrder } from "./rowOrder.ts";
import { type RowScale, rowScales, type ScaleOf } from "./rowScales.ts";

/** What cells show: the clusters' pictures, or what differs from the original's. */
export type CellContent = "maps" | "differences";

/** The rows of a session that are shown: which, in what order, on what scale. */
export class RowsShown {
  readonly content: Signal<CellContent> = signal("differences");
  readonly scaleOf: Signal<ScaleOf> = signal("layer");
  readonly order: Signal<RowOrder> = signal("made");
  /** The pixel of the maps that is pointed at, marked in every cell. */
  readonly at: Signal<Point | null> = signal(null);
  readonly session: StructureSession;
  readonly answers: RowAnswers;
  /** The layer; null where the network has none. */
  readonly layer = computed<Layer | null>(() => {
    const { comparison, layerRows, subject } = this.session;
    const name = layerRows.layer.value;
    return subject.network.value?.layers.find((layer) => layer.name === name) ?? comparison.sides.layer.value;
  });
  /** The copies of scene 2's pool, where it is of this image and network. */
  readonly copies = computed<PoolCopies | null>(() => {
    const { subject } = this.session;
    const copies = subject.copies.value?.value ?? null;
    return copies?.of === subject.key.value ? copies : null;
  });
  /** As many rows as there is room for, the original first, as they were made. */
  readonly rows = computed<readonly Row[]>(() => {
    const layer = this.layer.value;
    return layer ? rowsOf(this.session, this.images.value.slice(0, this.room.value), layer) : [];
  });
  /** Images for which there is no room. */
  readonly leftOut = computed(() => Math.max(0, this.images.value.length - this.room.value));
  /** What all others are compared with. */
  readonly reference = computed<Row | null>(() => this.rows.value[0] ?? null);
  /** The other rows, in the order in which they stand. */
  readonly ordered = computed<readonly Row[]>(() => {
    const others = this.rows.value.slice(1);
    return this.order.value === "made" ? others : byFall(others, (row) => this.fallOf(row));
  });
  /** What is known, by row, without those that are still asked. */
  readonly answered = computed<readonly RowAnswer[]>(() =>
    this.rows.value.flatMap((row) => this.answers.answerTo(row) ?? []),
  );
  /** The scale of each cluster. */
  readonly scales = computed<readonly RowScale[]>(() => {
    const clusters = this.answered.value.reduce((most, answer) => Math.max(most, answer.clusters.length), 0);
    return rowScales(this.answered.value, clusters, this.scaleOf.value);
  });
  /** The part of the input that the pixel pointed at is computed from. */
  readonly field = computed<Region | null>(() => {
    const layer = this.layer.value;
    return layer && inputField(this.session.subject.network.value, layer, this.at.value);
  });
  private readonly images = computed(() => {
    const { ablation, comparison, layerRows } = this.session;
    const candidates = rowImages(comparison.sides.candidates.value, ablation.any.value);
    const copies = this.copies.value;
    return copies
      ? [...candidates, ...copyImages(chosenCopies(copies, layerRows.copies.value), copies.fill)]
      : candidates;
  });
  private readonly room = computed(() => {
    const layer = this.layer.value;
    return layer ? rowsThatFit(layer, this.session.display.clusterCount.value) : 0;
  });

  constructor(session: StructureSession, answers: RowAnswers) {
    this.session = session;
    this.answers = answers;
  }

  /** What has become of the original's answer in a row; null before that is known. Subscribes. */
  fallOf(row: Row): Fall | null {
    const reference = this.reference.value;
    const original = reference ? this.answers.answerTo(reference) : undefined;
    return fallOf(original?.classes, this.answers.answerTo(row)?.classes);
  }

  /** Shows a row's image in scene 1: its masks become the present ones. */
  openInScene(row: Row): void {
    const { layerRows, shelf } = this.session;
    layerRows.close();
    shelf.show(row.masks.length > 0 ? row : null);
  }
}
