/** The value of a custom property of tokens.css as it stands now, such as `colour("--accent")` in the present theme. */
export function token(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
