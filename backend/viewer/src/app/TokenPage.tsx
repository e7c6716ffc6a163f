import { useEffect, useRef, useState } from "preact/hooks";
import { connection, giveToken } from "../state/connection.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import "../ui/field.css";
import "../ui/page.css";

/** Asks for the server's token, in place of everything else: without it there is nothing to show. */
export function TokenPage() {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const { status, complaint } = connection.value;
  const wrong = tried && status === "token" ? complaint : null;
  const input = useRef<HTMLInputElement>(null);
  // `autofocus` counts only while a page loads.
  useEffect(() => input.current?.focus(), []);
  return (
    <div class="page">
      <form
        class="page-card"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          giveToken(text);
        }}
      >
        <span class="page-icon">
          <Icon name="key" size={28} />
        </span>
        <h1>This server asks for a token</h1>
        <p class="muted">
          Whoever started it has the token: their own, or one that was printed at the start. Paste the token, or the
          whole address with the token in it.
        </p>
        <label class="field page-field">
          <span class="field-label">Token</span>
          <input
            class="field-input"
            type="password"
            autocomplete="off"
            spellcheck={false}
            ref={input}
            value={text}
            aria-invalid={wrong !== null}
            aria-describedby="token-complaint"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p id="token-complaint" class="page-complaint" role="alert">
          {wrong?.message ?? ""}
        </p>
        <div class="page-actions">
          <Button kind="primary" size="large" type="submit" disabled={text.trim() === ""}>
            {tried && status !== "token" ? "Connecting…" : "Connect"}
          </Button>
        </div>
      </form>
    </div>
  );
}
