import { REQUEST_DEFAULTS } from "../../protocol/requestDefaults.ts";
import { questionText } from "./exchange.ts";

/** The same text for requests that mean the same: one may spell out what another leaves out, as other clients do. */
export function sameQuestionText(operation: string, body: object): string {
  return questionText(operation, shortened(operation, body));
}

/** A request without what it need not say. */
function shortened(operation: string, body: object): object {
  const usual = REQUEST_DEFAULTS[operation] ?? {};
  const said = Object.entries(body).filter(
    ([name, value]) => !(name in usual) || JSON.stringify(value) !== JSON.stringify(usual[name]),
  );
  return Object.fromEntries(said.map(([name, value]) => [name, name === "pool" ? shortened("pools", value) : value]));
}
