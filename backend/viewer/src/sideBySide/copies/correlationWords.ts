/** From which size on a rank correlation is told as strong, and as some. */
const STRONG = 0.7;
const SOME = 0.3;

/** What the rank correlation of two importance maps is, and what it means. */
export function correlationWords(correlation: number | null): string {
  if (correlation === null) {
    return "The rank correlation of both maps is not defined: in one of them all pixels matter alike.";
  }
  const told = correlation.toFixed(2).replace("-", "−");
  return (
    `The rank correlation of both maps is ${told}: 1 where the same pixels matter in the same order, 0 where one map says ` +
    `nothing of the other, −1 where the order is reversed. ${meaning(correlation)}`
  );
}

function meaning(correlation: number): string {
  if (correlation >= STRONG) return "Here both need much the same places.";
  if (correlation >= SOME) return "Here both need the same places in part.";
  if (correlation > -SOME) return "Here what one needs says little of what the other needs.";
  return "Here one tends to need what the other can do without.";
}
