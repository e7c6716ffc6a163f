import { render } from "preact";
import "./ui/tokens.css";
import "./ui/base.css";
import { App } from "./app/App.tsx";
import { followTheme } from "./state/theme.ts";

followTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
