import { render } from "preact";
import "../ui/tokens.css";
import "../ui/base.css";
import { http } from "../state/server.ts";
import { followTheme } from "../state/theme.ts";
import { ExperimenterPage } from "./ExperimenterPage.tsx";
import { LiveStudy } from "./liveStudy.ts";

followTheme();
const root = document.getElementById("app");
if (root) render(<ExperimenterPage study={new LiveStudy(http)} />, root);
