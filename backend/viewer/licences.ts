import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Plugin } from "vite";

const HEADING = `Tetrascope's browser client is licensed under the Apache License 2.0.
It contains the following works of others, each under the licence that stands below its name.
`;

/** Vite's file goes on with the licences of what only runs during the build. */
const BUILD_TIME_PART = /^# Licenses of bundled dependencies$/m;

/** Writes `licences.txt`, with the notice of every package of which something is in the built page. */
export function licences(): Plugin {
  return {
    name: "tetrascope-licences",
    apply: "build",
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).flatMap((output) =>
        output.type === "chunk" ? output.moduleIds : output.originalFileNames,
      );
      // The code that loads a part of the page when it is wanted is Vite's own.
      if (files.some((file) => file.startsWith("\0vite"))) files.push(resolve("node_modules/vite/package.json"));
      // A style sheet is in no chunk's list: its text is in an asset that has no origin.
      files.push(...this.getModuleIds());
      const folders = new Set(files.map((file) => packageFolder(file)).filter((folder) => folder !== null));
      const notices = [...folders].map(notice).sort();
      this.emitFile({ type: "asset", fileName: "licences.txt", source: [HEADING, ...notices].join("\n") });
    },
  };
}

/** The folder of the package that a module's file belongs to, null for our own files and for virtual modules. */
function packageFolder(file: string): string | null {
  const path = resolve(file.replace(/[?#].*$/, "").replace("\0", ""));
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(path)?.[0];
  return folder !== undefined && existsSync(join(folder, "package.json")) ? folder : null;
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) {
    throw new Error(
      `Expected a licence file in ${dirname(folder)}, found none for ${name}: name its licence in licences.ts.`,
    );
  }
  const text = readFileSync(join(folder, file), "utf-8").split(BUILD_TIME_PART)[0] ?? "";
  return `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
