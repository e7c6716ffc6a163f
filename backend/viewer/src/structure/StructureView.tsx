/** Scene 1. */
export function StructureView() {
  return <p>Network structure</p>;
}
