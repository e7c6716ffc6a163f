/** Scene 2. */
export function PoolView() {
  return <p>Masked images</p>;
}
