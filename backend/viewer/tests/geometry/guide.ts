import { readFileSync } from "node:fs";

const GUIDE = readFileSync(new URL("../../../../protocol/README.md", import.meta.url), "utf8");

/** What the guide's JSON blocks of this name hold, in their order. */
export function guideBlocks<T>(name: string): T[] {
  const found = [...GUIDE.matchAll(new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``, "g"))];
  return found.map(([, json]) => JSON.parse(json ?? "null"));
}

/** The cells of the guide's table whose first line holds all of these headings. */
export function guideTable(...headings: string[]): string[][] {
  const lines = GUIDE.split("\n");
  const start = lines.findIndex((line) => line.startsWith("|") && headings.every((heading) => line.includes(heading)));
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
}
