import { render } from "preact";
import "./ui/tokens.css";
import "./ui/base.css";
import { App } from "./app/App.tsx";
import { publish } from "./state/publish.ts";
import { shown } from "./state/shown.ts";
import { onTell } from "./state/tell.ts";
import { followTheme } from "./state/theme.ts";

followTheme();
publish("study", { shown, onTell });
const root = document.getElementById("app");
if (root) render(<App />, root);
