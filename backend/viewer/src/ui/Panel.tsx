import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { HelpButton } from "./HelpButton.tsx";
import { Icon } from "./Icon.tsx";
import "./panel.css";

interface PanelProps {
  title?: string | undefined;
  /** Topic of the tutorial that the title's help button opens. */
  help?: string | undefined;
  /** Small buttons at the right of the title. */
  actions?: ComponentChildren;
  /** Given with `onFold`, the panel can be folded, and is or is not. */
  folded?: boolean | undefined;
  /** Called with whether the person wants it folded. */
  onFold?: ((folded: boolean) => void) | undefined;
  class?: string | undefined;
  "data-tour"?: string | undefined;
  children: ComponentChildren;
}

/** A titled group of controls or facts in a side panel. */
export function Panel({ title, help, actions, folded = false, onFold, class: more, children, ...rest }: PanelProps) {
  const id = useId();
  return (
    <section class={`panel ${more ?? ""}`} aria-labelledby={title ? id : undefined} {...rest}>
      {title && (
        <header class="panel-head">
          <h2 class="panel-title" id={id}>
            {onFold ? (
              <button type="button" class="panel-fold" aria-expanded={!folded} onClick={() => onFold(!folded)}>
                <Icon name={folded ? "chevron-right" : "chevron-down"} size={16} />
                {title}
              </button>
            ) : (
              title
            )}
          </h2>
          {help && <HelpButton topic={help} about={title} />}
          {actions && <div class="panel-actions">{actions}</div>}
        </header>
      )}
      {!folded && <div class="panel-body">{children}</div>}
    </section>
  );
}
