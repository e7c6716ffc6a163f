/**
 * A name for the events of this page: 128 random bits, drawn anew whenever a page is loaded, and kept nowhere. So each
 * tab has one of its own, a duplicated one too; that the records know another client by the same is as unlikely as that
 * they know another participant by the same key, and is not looked for.
 */
export function drawClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
