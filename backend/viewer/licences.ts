import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
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
      // Beside a module that other packages are packed into stand their licences.
      const packed = new Set(files.map((file) => `${basename(file)}.LICENSE.txt`));
      const notices = [...folders].map((folder) => notice(folder, packed)).sort();
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

function notice(folder: string, packed: ReadonlySet<string>): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const entries = readdirSync(folder);
  const file = entries.find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) {
    throw new Error(
      `Expected a licence file in ${dirname(folder)}, found none for ${name}: name its licence in licences.ts.`,
    );
  }
  const more = entries.filter((entry) => /^notice/i.test(entry) || packed.has(entry));
  const texts = [file, ...more].map(
    (each) => readFileSync(join(folder, each), "utf-8").split(BUILD_TIME_PART)[0] ?? "",
  );
  return `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join("\n\n")}\n`;
}
