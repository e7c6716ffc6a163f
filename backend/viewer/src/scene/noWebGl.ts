import { Complaint } from "../protocol/complaint.ts";

/** Why no scene can be drawn where WebGL 2 is missing. */
export function noWebGl(): Complaint {
  return new Complaint("no_webgl", "The scene is drawn with WebGL 2, and this browser offers none.", {
    hint: "Turn on hardware acceleration in the browser's settings, or open the page in a current Firefox, Chrome, Edge or Safari.",
  });
}
