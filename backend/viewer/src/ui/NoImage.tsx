import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";

interface NoImageProps {
  /** What there will be to see. */
  text: string;
  /** Null where there is no choice. */
  onChoose: (() => void) | null;
}

/** Takes the place of a scene before there is anything to show in it. */
export function NoImage({ text, onChoose }: NoImageProps) {
  return (
    <EmptyState
      icon="image"
      title="No picture is chosen yet"
      text={text}
      action={
        onChoose && (
          <Button kind="primary" onClick={onChoose}>
            Choose a picture
          </Button>
        )
      }
    />
  );
}
