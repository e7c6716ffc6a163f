import { Component, type ComponentChildren } from "preact";
import { wayToMenu } from "../state/wayToMenu.ts";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";

interface Props {
  /** What broke, in words for the person. */
  name: string;
  children: ComponentChildren;
}

/** Keeps a mistake in one view from taking the rest of the page with it. */
export class ViewBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null as unknown };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ error });
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const toMenu = wayToMenu();
    return (
      <Page
        icon="warning"
        kind="danger"
        title={`${this.props.name} stopped because of a mistake`}
        actions={
          <>
            <Button kind="primary" icon="retry" onClick={() => this.setState({ error: null })}>
              Show it again
            </Button>
            {toMenu && <Button onClick={toMenu}>Main menu</Button>}
          </>
        }
      >
        <p>Your pictures and settings are still here. If it happens again, reload the page.</p>
        <details class="page-details">
          <summary>For a report</summary>
          <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        </details>
      </Page>
    );
  }
}
