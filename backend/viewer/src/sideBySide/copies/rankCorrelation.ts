/**
 * Spearman's rank correlation of two lists of the same length, −1..1; null where all values of one are the same. Equal
 * values share the mean of their ranks. The same as `rank_correlation` of `analysis/importance_curves.py`.
 */
export function rankCorrelation(one: ArrayLike<number>, two: ArrayLike<number>): number | null {
  const [a, b] = [centredRanks(one), centredRanks(two)];
  let [product, ofA, ofB] = [0, 0, 0];
  for (let place = 0; place < a.length; place++) {
    const [x, y] = [a[place] ?? 0, b[place] ?? 0];
    product += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA > 0 && ofB > 0 ? product / Math.sqrt(ofA * ofB) : null;
}

/** Ranks less their mean. */
function centredRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, place) => place);
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  const middle = (values.length - 1) / 2;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let place = from; place <= to; place++) ranks[order[place] ?? 0] = (from + to) / 2 - middle;
    from = to + 1;
  }
  return ranks;
}
