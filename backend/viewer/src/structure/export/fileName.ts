import type { Subject } from "../../state/subject.ts";

/** Such as `tetrascope-cat-efficientnet-lite0-classes.csv`. */
export function fileName({ image, network }: Subject, what: string, ending: string): string {
  const title = image.value?.title ?? "image";
  const words = [title, network.value?.summary.network_id ?? "network", what].map((part) =>
    part
      .replace(/\.[a-z]{3,4}$/i, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 40),
  );
  return `tetrascope-${words.join("-")}.${ending}`.toLowerCase();
}
