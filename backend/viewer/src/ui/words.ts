/** A time in seconds as a person says it: `under a second`, `8 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 1) return "under a second";
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return rest ? `${Math.floor(whole / 60)} min ${rest} s` : `${whole / 60} min`;
}

/** How long something still takes, in seconds, or else how far it is, 0..1; nothing where neither is known. */
export function timeLeft(seconds: number | null | undefined, share: number | null): string {
  if (seconds != null) return `${duration(seconds)} left`;
  return share === null ? "" : `${Math.round(Math.min(Math.max(share, 0), 1) * 100)}%`;
}

/** A share 0..1 as a percentage; what is small but not nothing does not read as 0. */
export function percent(share: number): string {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.1) return "<0.1%";
  if (share < 1 && hundredths > 99.9) return ">99.9%";
  return `${hundredths.toFixed(1)}%`;
}

/** A share 0..1 of which all that is known is that it is no larger: `≤0.4%`. */
export function atMostPercent(share: number): string {
  return `≤${percent(share).replace(/^[<>]/, "")}`;
}

/** `1 image`, `2 images`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
