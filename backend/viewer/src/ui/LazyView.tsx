import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { Page } from "./Page.tsx";
import { Spinner } from "./Progress.tsx";

interface LazyViewProps {
  name: string;
  /** Brings the view's code; called once, and again on the person's wish where it failed. */
  load: () => Promise<ComponentType>;
}

/** Views whose code is here: shown at once when the person returns to them. */
const here = new WeakMap<LazyViewProps["load"], ComponentType>();

type State = { at: "loading" } | { at: "here"; View: ComponentType } | { at: "failed" };

/** A view whose code is fetched when it is first shown. */
export function LazyView({ name, load }: LazyViewProps) {
  const known = here.get(load);
  const [state, setState] = useState<State>(known ? { at: "here", View: known } : { at: "loading" });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (here.has(load)) return;
    let current = true;
    setState({ at: "loading" });
    load().then(
      (View) => {
        here.set(load, View);
        if (current) setState({ at: "here", View });
      },
      () => current && setState({ at: "failed" }),
    );
    return () => {
      current = false;
    };
  }, [load, attempt]);

  if (state.at === "here") return <state.View />;
  if (state.at === "loading") {
    return (
      <div class="page">
        <div class="page-wait">
          <Spinner label="" />
          {`Loading ${name}…`}
        </div>
      </div>
    );
  }
  return (
    <Page
      icon="offline"
      kind="danger"
      title="A part of the page did not arrive"
      actions={
        <>
          <Button kind="primary" icon="retry" onClick={() => setAttempt(attempt + 1)}>
            Try again
          </Button>
          <Button onClick={() => location.reload()}>Reload the page</Button>
        </>
      }
    >
      <p>The code of “{name}” could not be loaded. The server may be gone, or may have been updated.</p>
    </Page>
  );
}
