import { useEffect, useState } from "preact/hooks";
import { Icon } from "../ui/Icon.tsx";
import "./webgl.css";

/** Says before the start that this browser cannot draw the scenes. */
export function WebglNote() {
  const [missing, setMissing] = useState(false);
  useEffect(() => setMissing(!hasWebgl()), []);
  if (!missing) return null;
  return (
    <p class="webgl" role="status">
      <Icon name="warning" />
      <span>
        <strong>This browser offers no WebGL 2,</strong> with which the scenes are drawn. Turn on hardware acceleration
        in its settings, or open this page in a current Firefox, Chrome, Edge or Safari.
      </span>
    </p>
  );
}

/** Asked once for the page; a context is a scarce thing and is given back at once. */
let known: boolean | null = null;

function hasWebgl(): boolean {
  if (known !== null) return known;
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  known = context !== null;
  return known;
}
