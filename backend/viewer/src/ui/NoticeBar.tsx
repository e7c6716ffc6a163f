import { notice } from "./notice.ts";
import "./notice.css";

/** What just happened, in a sentence, at the foot of the window. */
export function NoticeBar() {
  return (
    <div class="notice-place" role="status">
      {notice.value && <p class="notice">{notice.value}</p>}
    </div>
  );
}
