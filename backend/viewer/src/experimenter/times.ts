/** A length of time in minutes, as somebody says it who looks at a clock now and then: `40 s`, `4 min`, `2 h 5 min`. */
export function minutes(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds / 60);
  if (whole < 60) return `${whole} min`;
  if (whole < 48 * 60) return whole % 60 ? `${Math.floor(whole / 60)} h ${whole % 60} min` : `${whole / 60} h`;
  return `${Math.round(whole / (24 * 60))} days`;
}

/** A time of the day, with the date where it is another day than `now`; both in milliseconds since 1970. */
export function clock(time: number, now: number): string {
  const at = new Date(time);
  const hours = at.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  return at.toDateString() === new Date(now).toDateString() ? hours : `${at.toLocaleDateString()}, ${hours}`;
}
