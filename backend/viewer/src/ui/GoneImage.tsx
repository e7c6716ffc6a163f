import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import "./note.css";

/**
 * Takes the place of an error note where the server does not have the picture: asking again would not bring it.
 * `onChoose` leads to others; null where there is no choice.
 */
export function GoneImage({ onChoose }: { onChoose: (() => void) | null }) {
  return (
    <div class="error-note" role="alert">
      <Icon name="warning" />
      <div class="error-words">
        <p>The server does not have this picture.</p>
        <p class="error-hint">
          {onChoose
            ? "It keeps the pictures of its visitors only while it has room for them. Upload this one again, or choose another."
            : "Please tell whoever conducts the study."}
        </p>
        {onChoose && (
          <div class="error-actions">
            <Button kind="primary" icon="image" onClick={onChoose}>
              Choose a picture
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
