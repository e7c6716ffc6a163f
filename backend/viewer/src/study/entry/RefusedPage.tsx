import type { Complaint } from "../../protocol/complaint.ts";
import { Button } from "../../ui/Button.tsx";
import { CalmPage } from "../frame/CalmPage.tsx";
import { AskForAddress } from "./KeyPage.tsx";

/** The server answers, and opens no session for this page: why, as far as a participant can use it. */
export function RefusedPage({ complaint }: { complaint: Complaint }) {
  if (complaint.code === "unauthorized") return <AskForAddress unknown />;
  const title = complaint.code === "no_study" ? "There is no study here" : "The server does not open this session";
  return (
    <CalmPage title={title} actions={<Button onClick={() => location.reload()}>Try again</Button>}>
      <p>Please show this to the experimenter.</p>
      <p class="small">{complaint.message}</p>
      {complaint.hint && <p class="small">{complaint.hint}</p>}
    </CalmPage>
  );
}
