/** Why a scene cannot be drawn. It has the fields of a Complaint, so that a view can show it the same way. */
export class StageError extends Error {
  override readonly name = "StageError";
  /** `no_webgl`: the browser has no WebGL 2. */
  readonly code: "no_webgl";
  /** What the person can do. */
  readonly hint: string;
  readonly field = null;
  readonly status = null;

  constructor(code: "no_webgl", message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** What to say where WebGL 2 is missing. */
export function noWebGl(): StageError {
  return new StageError(
    "no_webgl",
    "The scene is drawn with WebGL 2, and this browser offers none.",
    "Turn on hardware acceleration in the browser's settings, or open the page in a current Firefox, Chrome, Edge or Safari.",
  );
}
