import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SRC = join(dirname(fileURLToPath(import.meta.url)), "../src");

/** Folders of views: each has a description. */
const VIEWS = readdirSync(SRC).filter((folder) => existsSync(join(SRC, folder, "view.ts")));
const VIEW_IMPORTS = ["fit", "merging", "vr", "ui", "scene", "state", "geometry", "protocol"];

/** Imports run one way: main → app → views, tour → story, fit, merging, vr → ui, scene, state → geometry → protocol. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  ...Object.fromEntries(VIEWS.map((view) => [view, VIEW_IMPORTS])),
  main: ["app", "state", "ui"],
  app: [...VIEWS, "tour", "story", "ui", "state", "protocol"],
  // It shows what both scenes make of another network.
  sideBySide: ["structure", "pool", ...VIEW_IMPORTS],
  // It shows two moments of a run as two networks are.
  training: ["sideBySide", "structure", "pool", ...VIEW_IMPORTS],
  // What is there from the start leaves three.js to the scenes.
  menu: VIEW_IMPORTS.filter((room) => room !== "scene" && room !== "vr"),
  tour: ["story", "ui", "state", "geometry", "protocol"],
  story: ["ui", "state", "protocol"],
  // Pages of their own.
  docs: ["ui", "state", "protocol"],
  experimenter: ["ui", "state", "protocol"],
  replay: ["experimenter", "study", "structure", "pool", ...VIEW_IMPORTS],
  study: ["structure", "pool", "tour", "story", "vr", "ui", "state", "protocol"],
  fit: ["ui", "state", "geometry", "protocol"],
  merging: ["ui", "state", "protocol"],
  vr: ["ui", "scene", "state", "geometry", "protocol"],
  ui: ["geometry", "protocol"],
  scene: ["geometry", "protocol"],
  state: ["geometry", "protocol"],
  geometry: ["protocol"],
  protocol: [],
};
/** What may be imported from beside `src`: the numbers that all of the project's front ends share. */
const OUTSIDE = ["../../../protocol/scene.json"];

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]*)"/g;

/** A signal, or what follows one, that a module itself holds: its declaration begins a line. */
const MODULE_SIGNAL =
  /^(?:export )?(?:const|let|var) [^;={]*(?:=>[^;={]*)*=\s*(?:new )?(?:signal|computed|effect|Signal)\b/m;

function filesOf(room: string): string[] {
  if (room === "main") return ["main.tsx"];
  return readdirSync(join(SRC, room), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${room}/${name.replaceAll(sep, "/")}`);
}

function textOf(file: string): string {
  return readFileSync(join(SRC, file), "utf8");
}

/** What a file imports of ours, as paths from `src`. */
function imported(file: string): string[] {
  return [...textOf(file).matchAll(IMPORT)].map(([, path = ""]) => posix.join(posix.dirname(file), path));
}

describe("imports", () => {
  it.each(Object.entries(MAY_IMPORT))("of %s run one way", (room, others) => {
    const files = filesOf(room);
    expect(files).not.toHaveLength(0);
    const wrong = files.flatMap((file) =>
      imported(file)
        .filter((path) => ![room, ...others].includes(path.split("/")[0] ?? "") && !OUTSIDE.includes(path))
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("of the scenes' drawing know nothing of the page around them", () => {
    const allowed = ["scene", "geometry", "protocol"];
    const wrong = ["structure/scene", "pool/scene"].flatMap((folder) =>
      filesOf(folder).flatMap((file) =>
        imported(file)
          .filter((path) => !allowed.includes(path.split("/")[0] ?? "") && !path.startsWith(`${folder}/`))
          .map((path) => `${file} imports ${path}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("of a view's description bring nothing of the view itself, but for what is fetched late", () => {
    expect(VIEWS).toContain("pool");
    for (const view of VIEWS.filter((one) => one !== "menu")) {
      const atOnce = [...textOf(`${view}/view.ts`).matchAll(/\bfrom "([^"]*)"/g)].map(([, path]) => path);
      expect(atOnce, view).toEqual(["../ui/viewDescription.ts"]);
    }
  });

  it("have a rule for every folder", () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).map(({ name }) => name.replace(/\.tsx$/, ""));
    expect(folders.sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it("are read: a file's are found, of values and of types, at once and late", () => {
    expect(imported("pool/view.ts")).toContain("pool/PoolView.tsx");
    expect(imported("app/App.tsx")).toContain("app/app.css");
    expect(imported("scene/wordAtlas.ts")).toContain("scene/byteAtlas.ts");
  });
});

describe("state", () => {
  // What a session holds can be there twice; what a module holds cannot. These rooms are of the page, which is there once.
  const OF_THE_PAGE = ["main", "app", "menu", "tour", "story", "vr", "ui", "state"];

  it.each(Object.keys(MAY_IMPORT).filter((room) => !OF_THE_PAGE.includes(room)))(
    "of %s is in what is made of it, not in its modules",
    (room) => expect(filesOf(room).filter((file) => MODULE_SIGNAL.test(textOf(file)))).toEqual([]),
  );

  it("of every view but the menu is held to that", () => {
    expect(VIEWS.filter((view) => OF_THE_PAGE.includes(view))).toEqual(["menu"]);
  });

  it("of a module is found where there is some, also on several lines", () => {
    expect(textOf("state/choice.ts")).toMatch(MODULE_SIGNAL);
    expect("export const state: Signal<\n  A\n> =\n  signal(0);").toMatch(MODULE_SIGNAL);
    expect("let stop = effect(() => {});").toMatch(MODULE_SIGNAL);
    expect("class A {\n  readonly b = signal(0);\n}\nfunction c() {\n  const d = signal(0);\n}").not.toMatch(
      MODULE_SIGNAL,
    );
    expect("const LONG = 1;\n\nclass A {\n  b = signal(0);\n}").not.toMatch(MODULE_SIGNAL);
  });
});

describe("the focus", () => {
  it("is taken by what appears before it is painted: a key that follows at once is meant for it", () => {
    const all = Object.keys(MAY_IMPORT).flatMap(filesOf);
    expect(effectsOf("useEffect(() => {\n  a.focus();\n}, []);")).toEqual(["() => {\n  a.focus();\n}, []"]);
    expect(all.filter((file) => effectsOf(textOf(file)).some((effect) => effect.includes(".focus(")))).toEqual([]);
  });
});

/** What is given to each `useEffect` of a text, which runs after the browser has painted. */
function effectsOf(text: string): string[] {
  return [...text.matchAll(/\buseEffect\(/g)].map(({ index, 0: call }) => {
    const from = index + call.length;
    let depth = 1;
    let to = from;
    for (; depth > 0 && to < text.length; to++) depth += text[to] === "(" ? 1 : text[to] === ")" ? -1 : 0;
    return text.slice(from, to - 1);
  });
}
