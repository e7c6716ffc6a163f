import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import { keepAddress } from "../state/address.ts";
import { http } from "../state/server.ts";
import { followTheme } from "../state/theme.ts";
import { ReplayPage } from "./ReplayPage.tsx";

/** The participant whose session is replayed, by the address: `/replay#participant=7`. */
const participant = Number(/participant=(\d{1,9})/.exec(location.hash)?.[1] ?? 0);
// What the scenes show is not the address's to say.
keepAddress("", () => {});

// Another participant's address, opened in this tab.
addEventListener("hashchange", () => location.reload());

followTheme();
const root = document.getElementById("app");
if (root) render(<ReplayPage participant={participant} client={http} />, root);
