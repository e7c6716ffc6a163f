import { Complaint } from "../protocol/complaint.ts";
import { go, HOME, shareLink } from "../state/address.ts";
import { image } from "../state/choice.ts";
import { choose } from "../state/choose.ts";
import { theme } from "../state/settings.ts";
import { isShown } from "../state/shown.ts";
import { IconButton } from "../ui/Button.tsx";
import { openTopic } from "../ui/help.ts";
import { Menu } from "../ui/Menu.tsx";
import { say } from "../ui/notice.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { Chosen } from "./Chosen.tsx";
import type { PageView } from "./views.ts";
import { Wordmark } from "./Wordmark.tsx";
import "./header.css";

/** The bar at the top: where one is, with what, and what can be done anywhere. */
export function Header({ views, here }: { views: readonly PageView[]; here: PageView }) {
  const isHome = here.route === HOME;
  const ready = image.value !== null;
  const scenes = views.filter(({ route }) => route !== HOME);
  return (
    <header class="header">
      <Wordmark />
      {scenes.length > 1 && (
        <nav class="header-scenes" aria-label="Scenes" data-tour="scenes">
          <Segmented
            label="Scene"
            options={scenes.map(({ route, title, icon, needsPicture }) => ({
              value: route,
              label: title,
              icon,
              disabled: needsPicture && !ready,
            }))}
            value={isHome ? null : here.route}
            onChange={(next) => go(next)}
          />
        </nav>
      )}
      <div class="header-right">
        {!isHome && isShown("choice") && <Chosen />}
        {isShown("choice") && <IconButton icon="link" label="Copy link to this view" onClick={copyLink} />}
        {isShown("choice") && (
          <IconButton
            icon="download"
            label="Save this session as a file"
            disabled={!ready}
            onClick={() => void save()}
          />
        )}
        <ThemeMenu />
        <IconButton
          icon="help"
          label="Help"
          data-tour="help"
          onClick={() => {
            openTopic.value = "";
          }}
        />
      </div>
    </header>
  );
}

function ThemeMenu() {
  const item = (value: typeof theme.value, label: string, icon: "sun" | "moon" | "system") => ({
    label,
    icon,
    checked: theme.value === value,
    onSelect: () => choose("theme", theme, value),
  });
  const icon = { system: "system", light: "sun", dark: "moon" } as const;
  return (
    <Menu
      compact
      label="Theme"
      icon={icon[theme.value]}
      items={[item("light", "Light", "sun"), item("dark", "Dark", "moon"), item("system", "Like the system", "system")]}
    />
  );
}

/** Copies the address of what is shown. Pages from other machines without TLS have no clipboard; then it is shown. */
async function copyLink(): Promise<void> {
  const link = shareLink();
  try {
    await navigator.clipboard.writeText(link);
    say("Link copied. It opens this view for everyone who can reach this server.");
  } catch {
    say("The browser does not let this page copy. The link is the address in its address bar.");
  }
}

/** Saves picture, masks, settings and answers as a file. */
async function save(): Promise<void> {
  try {
    const { saveSession } = await import("../state/saved/saveSession.ts");
    await saveSession();
    say("Saved. Open the file at the main menu, here or elsewhere, with a server or without.");
  } catch (error) {
    say(`The session could not be saved. ${Complaint.of(error).message}`);
  }
}
