import { effect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { DropOverlay } from "../menu/DropOverlay.tsx";
import { HOME, knowViews, strayed, view } from "../state/address.ts";
import { image, missingNetwork } from "../state/choice.ts";
import { connection } from "../state/connection.ts";
import { isShown, whatIsShown } from "../state/shown.ts";
import { wayToMenu } from "../state/wayToMenu.ts";
import { LazyStory } from "../story/LazyStory.tsx";
import { listen } from "../story/progress.ts";
import { LazyHelp } from "../tour/LazyHelp.tsx";
import { Tour } from "../tour/Tour.tsx";
import { Button } from "../ui/Button.tsx";
import { openTopic } from "../ui/help.ts";
import { LazyView } from "../ui/LazyView.tsx";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { say } from "../ui/notice.ts";
import { Page } from "../ui/Page.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { tokenWanted } from "./gate.ts";
import { Header } from "./Header.tsx";
import { followOverlays } from "./overlayHistory.ts";
import { RefusedPage } from "./RefusedPage.tsx";
import { SessionNote } from "./SessionNote.tsx";
import { TokenPage } from "./TokenPage.tsx";
import { ViewBoundary } from "./ViewBoundary.tsx";
import { type PageView, VIEWS, viewAt } from "./views.ts";
import "./app.css";

/** The whole page. */
export function App({ views: all = VIEWS }: { views?: readonly PageView[] }) {
  const main = useRef<HTMLElement>(null);
  const views = whatIsShown(all);
  const here = viewAt(views, view.value);
  const obstacle = obstacleTo(here);
  const Obstacle = obstacle && OBSTACLES[obstacle];

  useLayoutEffect(() => knowViews(all.map(({ route }) => route)), [all]);
  useLayoutEffect(() => {
    document.title = here.route === HOME ? "Tetrascope" : `${here.title} · Tetrascope`;
    // The element that had the focus went with the view before.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [here, obstacle]);
  useKeys(openHelp);
  useEffect(followOverlays, []);
  useEffect(listen, []);
  useEffect(() => fetchAhead(all), [all]);
  useEffect(() => effect(sayMissingNetwork), []);

  return (
    <div class="app">
      {/* biome-ignore lint/a11y/useValidAnchor: a link as people know it, but the hash is the address of the view */}
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <Header views={views} here={here} />
      <ConnectionBanner />
      <SessionNote />
      <main ref={main} id="main" class="app-main" tabIndex={-1}>
        {Obstacle ? <Obstacle /> : <Shown view={here} views={views} />}
      </main>
      {isShown("choice") && <DropOverlay />}
      <LazyHelp views={views} here={here} />
      <Tour of={here} />
      <LazyStory />
      <NoticeBar />
    </div>
  );
}

/** What keeps a view from being shown; null where nothing does. */
function obstacleTo(here: PageView): "token" | "refused" | "strayed" | "pictureless" | null {
  if (tokenWanted.value) return "token";
  if (connection.value.status === "refused") return "refused";
  if (strayed.value) return "strayed";
  return here.needsPicture && image.value === null ? "pictureless" : null;
}

const OBSTACLES = { token: TokenPage, refused: RefusedPage, strayed: StrayedPage, pictureless: PicturelessPage };

function Shown({ view: { route, title, code }, views }: { view: PageView; views: readonly PageView[] }) {
  if ("component" in code) {
    return (
      <ViewBoundary key={route} name={`The ${title.toLowerCase()}`}>
        <code.component views={views} />
      </ViewBoundary>
    );
  }
  return (
    <ViewBoundary key={route} name={`“${title}”`}>
      <h1 class="unseen">{title}</h1>
      <LazyView name={title.toLowerCase()} load={code.load} />
    </ViewBoundary>
  );
}

function StrayedPage() {
  return (
    <Page icon="search" title="There is nothing at this address" actions={<ToMenu />}>
      <p>The link may be damaged, or made for another version of Tetrascope.</p>
    </Page>
  );
}

function PicturelessPage() {
  return (
    <Page icon="image" title="Choose a picture first" actions={<ToMenu />}>
      <p>The scenes are about one picture, and none is chosen yet.</p>
    </Page>
  );
}

function ToMenu() {
  const toMenu = wayToMenu();
  if (!toMenu) return null;
  return (
    <Button kind="primary" size="large" onClick={toMenu}>
      Open the main menu
    </Button>
  );
}

/** Says that a network was replaced, and which. */
function sayMissingNetwork(): void {
  const id = missingNetwork.value;
  if (id === null) return;
  say(`This server has no network “${id}”. Another one takes its place; the main menu lists all.`);
  missingNetwork.value = null;
}

/**
 * Fetches the views' code while the person chooses a picture, so that the start does not wait for it; and what opens a
 * saved session, which is to work where the server has gone.
 */
function fetchAhead(views: readonly PageView[]): () => void {
  const timer = setTimeout(() => {
    import("../state/saved/openSession.ts").catch(() => {}); // said when a session is opened
    for (const { code } of views) {
      if ("load" in code && !code.rare) code.load().catch(() => {}); // said when the view is opened
    }
  }, 1000);
  return () => clearTimeout(timer);
}

/** `?` opens the help, except where it is text. */
function openHelp(event: KeyboardEvent): void {
  if (event.key !== "?" || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  event.preventDefault();
  openTopic.value = "";
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
