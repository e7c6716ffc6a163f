import { PROTOCOL_VERSION } from "../../protocol/messages.ts";
import { csv, messageToJson } from "../../state/download.ts";
import { token } from "../../ui/tokens.ts";
import { percent } from "../../ui/words.ts";
import { placeCaptions } from "../arrangement/captionPlaces.ts";
import { csvRows } from "../images/rows.ts";
import type { PoolSoFar } from "../run/fold.ts";
import type { Caption } from "../scene/arrangement.ts";
import { placeLabels } from "../scene/labelLayout.ts";
import type { PoolScene } from "../scene/PoolScene.ts";
import type { PoolSession } from "../session/poolSession.ts";

/** What a saved file is called: the image and the network it is about. */
export function fileName({ subject }: PoolSession, ending: string): string {
  const words = [subject.image.value?.title ?? "image", subject.networkId.value ?? "network", "pool"].join(" ");
  return `tetrascope ${words}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .concat(".", ending);
}

/** One row for each image. */
export function csvFile({ boundary }: PoolSession, now: PoolSoFar): Blob {
  return new Blob([csv(csvRows(now, boundary.known.value, boundary.supportVectors.value))], { type: "text/csv" });
}

/** The request and the messages that answered it, as the protocol writes them in JSON: bytes as base64. */
export function jsonFile(session: PoolSession, now: PoolSoFar): Blob {
  return new Blob([poolJson(session, now)], { type: "application/json" });
}

/** The text of `jsonFile`. A pool that is not whole has `whole: false` and no pictures. */
function poolJson({ run, boundary }: PoolSession, now: PoolSoFar): string {
  const { original, examined, windows, vertices, images, labels, whole, importance } = now;
  const [fillImage, ...others] = now.fillImages ?? [];
  const more = others.map((image, k) => ({ fill: run.fills.value[k + 1], image }));
  const pictures = { image: now.image, fill_image: fillImage, more_fill_images: more, importance };
  const shared = { original, examined, windows, vertices, images, labels: [...labels.values()] };
  const file = {
    made_by: "Tetrascope",
    protocol: PROTOCOL_VERSION,
    request: run.asked.value,
    whole,
    pool: whole ? { ...shared, ...pictures } : shared,
    boundary: boundary.known.value,
  };
  return messageToJson(file);
}

/** The scene as it is on screen, with the labels at the vertices of the pool in it, or the captions of copies in a plane. */
export async function pngFile(scene: PoolScene, { run, display }: PoolSession): Promise<Blob> {
  const drawing = await createImageBitmap(await scene.toPng());
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width;
  canvas.height = drawing.height;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The browser could not make a picture of the view. Close other pages and try again.");
  context.drawImage(drawing, 0, 0);
  drawing.close();
  const scale = canvas.width / scene.size.width;
  context.scale(scale, scale);
  const captions = display.layout.peek()?.captions;
  if (captions) drawCaptions(context, scene, captions);
  else drawLabels(context, scene, run.pool.peek());
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("The browser could not make a PNG of the view. Try a smaller window."));
    });
  });
}

function drawCaptions(context: CanvasRenderingContext2D, scene: PoolScene, captions: readonly Caption[]): void {
  context.textBaseline = "middle";
  placeCaptions(scene, captions).forEach((place, k) => {
    const caption = captions[k];
    if (!place || !caption) return;
    const { text, more, at } = caption;
    context.textAlign = at === "left" ? "right" : "left";
    context.font = `${at === "left" ? 400 : 640} 12.5px ${token("--font")}`;
    context.fillStyle = token("--text");
    context.fillText(more ? `${text} ${more}` : text, place.x, at === "left" ? place.y : place.y - 8);
  });
}

function drawLabels(context: CanvasRenderingContext2D, scene: PoolScene, now: PoolSoFar | null): void {
  const fonts = { name: `640 14px ${token("--font")}`, mean: `400 12.5px ${token("--font")}` };
  const words = (now?.vertices ?? []).map((vertex) => {
    const mean = percent(vertex.mean_probability);
    context.font = fonts.name;
    const wide = context.measureText(vertex.label.name).width;
    context.font = fonts.mean;
    return { name: vertex.label.name, mean, width: Math.max(wide, context.measureText(mean).width) + 22, height: 43 };
  });
  const tasks = words.map(({ width, height }, k) => ({
    width,
    height,
    gap: 1.1 * scene.imageSideAt(k),
    vertex: scene.projectVertex(k),
  }));
  const places = placeLabels(tasks, scene.projectCentre(), scene.size);
  context.textAlign = "center";
  words.forEach(({ name, mean, width, height }, k) => {
    const at = places[k];
    if (!at) return;
    context.beginPath();
    context.roundRect(at.left, at.top, width, height, 8);
    context.fillStyle = token("--surface");
    context.strokeStyle = token("--line");
    context.fill();
    context.stroke();
    context.fillStyle = token("--text");
    context.font = fonts.name;
    context.fillText(name, at.left + width / 2, at.top + 19);
    context.fillStyle = token("--text-muted");
    context.font = fonts.mean;
    context.fillText(mean, at.left + width / 2, at.top + 35);
  });
}
