import { connection, giveToken } from "../state/connection.ts";
import { TokenForm } from "../ui/TokenForm.tsx";

/** Asks for the server's token, until its stream opens. */
export function TokenPage() {
  const { status, complaint } = connection.value;
  return <TokenForm wanted={status === "token"} complaint={complaint} onToken={giveToken} />;
}
