import { useState } from "preact/hooks";
import { keepTyped } from "../../state/token.ts";
import { Button } from "../../ui/Button.tsx";
import { CalmPage } from "../frame/CalmPage.tsx";
import { rememberedSessions } from "./remembered.ts";

/** There is no key: the one of this browser's last session, or of an address that is pasted, will do. */
export function KeyPage() {
  const [last, setLast] = useState(() => rememberedSessions()[0] ?? null);
  if (last === null) return <AskForAddress />;
  return (
    <CalmPage
      title={`Go on as participant ${last.participant}?`}
      actions={
        <>
          <Button kind="primary" size="large" onClick={() => keepTyped(last.key)}>
            Yes, go on
          </Button>
          <Button size="large" onClick={() => setLast(null)}>
            No, that is somebody else
          </Button>
        </>
      }
    >
      <p>A session of a study was opened in this browser, and it is not over.</p>
    </CalmPage>
  );
}

/** Asks for the address that the experimenter gives out. `unknown`: the server does not know the one there is. */
export function AskForAddress({ unknown = false }: { unknown?: boolean | undefined }) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  return (
    <CalmPage title="Please open the address that you were given">
      {unknown && <p>The one that was opened leads to no session of this study.</p>}
      <p>It begins like the one of this page, and ends in letters and digits that belong to you alone.</p>
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(keepTyped(text) !== null);
        }}
      >
        <label class="field">
          <span class="field-label">Or paste it here</span>
          <input
            class="field-input"
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={text}
            aria-invalid={wrong}
            aria-describedby="key-wrong"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p id="key-wrong" class="fault" role="alert">
          {wrong ? "That is no such address. Please ask the experimenter for yours." : ""}
        </p>
        <Button kind="primary" size="large" type="submit" disabled={text.trim() === ""}>
          Go on
        </Button>
      </form>
    </CalmPage>
  );
}
