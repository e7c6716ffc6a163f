import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import { followTheme } from "../state/theme.ts";
import { DocsPage } from "./DocsPage.tsx";

followTheme();
const root = document.getElementById("app");
if (root) render(<DocsPage />, root);
