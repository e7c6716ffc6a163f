import { computed, effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { DropOverlay } from "../menu/DropOverlay.tsx";
import { MainMenu } from "../menu/MainMenu.tsx";
import { go, strayed, type View, view } from "../state/address.ts";
import { image, missingNetwork } from "../state/choice.ts";
import { connection } from "../state/connection.ts";
import { HelpDialog } from "../tour/HelpDialog.tsx";
import { Tour } from "../tour/Tour.tsx";
import { Button } from "../ui/Button.tsx";
import { openTopic } from "../ui/help.ts";
import { say } from "../ui/notice.ts";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { tokenWanted } from "./gate.ts";
import { Header } from "./Header.tsx";
import { LazyView } from "./LazyView.tsx";
import { NoticeBar } from "./NoticeBar.tsx";
import { followOverlays } from "./overlayHistory.ts";
import { Page } from "./Page.tsx";
import { RefusedPage } from "./RefusedPage.tsx";
import { TokenPage } from "./TokenPage.tsx";
import { ViewBoundary } from "./ViewBoundary.tsx";
import "./app.css";

const TITLES: Record<View, string> = { menu: "Main menu", structure: "Network structure", pool: "Masked images" };
const loadStructure = () => import("../structure/StructureView.tsx").then((module) => module.StructureView);
const loadPool = () => import("../pool/PoolView.tsx").then((module) => module.PoolView);

/** What is shown below the header. */
const page = computed(() => {
  if (tokenWanted.value) return "token";
  if (connection.value.status === "refused") return "refused";
  if (strayed.value) return "strayed";
  return view.value !== "menu" && image.value === null ? "pictureless" : view.value;
});

/** The whole page. */
export function App() {
  const main = useRef<HTMLElement>(null);
  const shown = page.value;

  useEffect(() => {
    document.title = view.value === "menu" ? "Tetrascope" : `${TITLES[view.value]} · Tetrascope`;
    // The element that had the focus went with the view before.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [shown]);
  useEffect(listenToKeys, []);
  useEffect(followOverlays, []);
  useEffect(fetchAhead, []);
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
      <Header />
      <ConnectionBanner />
      <main ref={main} id="main" class="app-main" tabIndex={-1}>
        <Shown page={shown} />
      </main>
      <DropOverlay />
      <HelpDialog />
      <Tour />
      <NoticeBar />
    </div>
  );
}

function Shown({ page: shown }: { page: typeof page.value }) {
  switch (shown) {
    case "token":
      return <TokenPage />;
    case "refused":
      return <RefusedPage />;
    case "strayed":
      return <StrayedPage />;
    case "pictureless":
      return <PicturelessPage />;
    case "menu":
      return (
        <ViewBoundary key="menu" name="The main menu">
          <MainMenu />
        </ViewBoundary>
      );
    default:
      return (
        <ViewBoundary key={shown} name={`“${TITLES[shown]}”`}>
          <h1 class="unseen">{TITLES[shown]}</h1>
          <LazyView name={TITLES[shown].toLowerCase()} load={shown === "structure" ? loadStructure : loadPool} />
        </ViewBoundary>
      );
  }
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
      <p>Both scenes are about one picture, and none is chosen yet.</p>
    </Page>
  );
}

function ToMenu() {
  return (
    <Button kind="primary" size="large" onClick={() => go("menu")}>
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

/** Fetches the scenes' code while the person chooses a picture, so that the start does not wait for it. */
function fetchAhead(): () => void {
  const timer = setTimeout(() => {
    for (const load of [loadStructure, loadPool]) load().catch(() => {}); // said when the view is opened
  }, 1000);
  return () => clearTimeout(timer);
}

/** `?` opens the help, except where it is text. */
function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    event.preventDefault();
    openTopic.value = "";
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
