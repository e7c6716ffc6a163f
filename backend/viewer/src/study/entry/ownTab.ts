const OF = "tetrascope.study.tab";
const OURS = /^tetrascope\.(study|modified)\./;

/**
 * Clears what this tab keeps of another session, such as modified images and where the scenes stood: participants may
 * follow each other in one tab.
 */
export function beginTab(session: string): void {
  try {
    if (sessionStorage.getItem(OF) === session) return;
    for (const key of Object.keys(sessionStorage).filter((name) => OURS.test(name))) sessionStorage.removeItem(key);
    sessionStorage.setItem(OF, session);
  } catch {
    // Without storage there is nothing of anybody.
  }
}
