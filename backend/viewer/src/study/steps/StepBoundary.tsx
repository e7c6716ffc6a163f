import { Component, type ComponentChildren } from "preact";
import { Button } from "../../ui/Button.tsx";
import { CalmPage } from "../frame/CalmPage.tsx";

/** Keeps a mistake at one step from taking the session with it. */
export class StepBoundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ broken: true });
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <CalmPage
        title="Something went wrong in this page"
        actions={
          <>
            <Button kind="primary" size="large" onClick={() => location.reload()}>
              Load the page again
            </Button>
            <Button size="large" onClick={() => this.setState({ broken: false })}>
              Show it again
            </Button>
          </>
        }
      >
        <p>What you have done and answered is kept. If it happens again, please tell the experimenter.</p>
      </CalmPage>
    );
  }
}
