import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import { keepAddress } from "../state/address.ts";
import { followTheme } from "../state/theme.ts";
import { StudyPage } from "./StudyPage.tsx";

// A participant's way is that of their session: no address leads elsewhere, and the history has no steps of it.
keepAddress("", () => {});
followTheme();
const root = document.getElementById("app");
if (root) render(<StudyPage />, root);
