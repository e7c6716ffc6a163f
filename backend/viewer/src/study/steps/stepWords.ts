/** What is asked before a step is left, on the page and in VR. */
export const FINISH = {
  title: (what: "task" | "tutorial") => `Finish this ${what}?`,
  text: "You cannot come back to it.",
  no: "Not yet",
  yes: "Finish",
};

/** What is said while the experimenter has paused the session. */
export const PAUSE = {
  title: "A pause",
  text: "The experimenter has paused the session. This page goes on by itself, where you were.",
  inVr: "The experimenter has paused the session. It goes on by itself, where you were. You may take the headset off.",
};

/** What is said when a step's time is over. */
export const TIME_OVER = {
  title: "The time for this is over",
  text: "That is no mistake of yours: everyone has the same time. The session goes on by itself",
  on: "Go on now",
};
