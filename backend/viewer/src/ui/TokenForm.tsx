import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Complaint } from "../protocol/complaint.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import "./field.css";
import "./page.css";

interface TokenFormProps {
  /** Whether the server waits for a token; false while one is being tried. */
  wanted: boolean;
  /** What was wrong with the last one. */
  complaint: Complaint | null;
  onToken: (text: string) => void;
}

/** Asks for the server's token, in place of everything else: without it there is nothing to show. */
export function TokenForm({ wanted, complaint, onToken }: TokenFormProps) {
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const wrong = tried && wanted ? complaint : null;
  const input = useRef<HTMLInputElement>(null);
  // `autofocus` counts only while a page loads.
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <div class="page">
      <form
        class="page-card"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          onToken(text);
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
            {tried && !wanted ? "Connecting…" : "Connect"}
          </Button>
        </div>
      </form>
    </div>
  );
}
