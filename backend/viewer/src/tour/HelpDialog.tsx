import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { HOME } from "../state/address.ts";
import { stories } from "../state/catalog.ts";
import { valueIn } from "../state/loadable.ts";
import { isShown } from "../state/shown.ts";
import { tell } from "../state/tell.ts";
import { worded } from "../state/wording.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { openTopic } from "../ui/help.ts";
import { Icon } from "../ui/Icon.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import type { ShortcutGroup, Topic, ViewDescription } from "../ui/viewDescription.ts";
import { count } from "../ui/words.ts";
import { beginStory } from "./beginStory.ts";
import type { ExplainedView } from "./explained.ts";
import { shortcutsOf } from "./shortcuts.ts";
import { startTour } from "./steps.ts";
import { findTopics, topicsOf } from "./topics.ts";
import "./helpDialog.css";

export interface HelpDialogProps {
  /** The views that it tells of, and among them the one that is shown. */
  views: readonly ExplainedView[];
  here: ViewDescription;
}

/** What the help consists of. */
interface HelpProps extends HelpDialogProps {
  topics: readonly Topic[];
}

/** The tutorial: one topic, or the list of all with a search and the keys. */
export function HelpDialog(props: HelpDialogProps) {
  const id = openTopic.value;
  const close = () => {
    openTopic.value = null;
  };
  const topics = topicsOf(props.views);
  const one = topics.find((topic) => topic.id === id);
  // In layout, not after paint: what is closed before it was painted was opened all the same.
  useLayoutEffect(() => {
    if (id !== null) tell("help_opened", { topic: id || "contents" });
  }, [id]);
  return (
    <Dialog title="Help" open={id !== null} onClose={close} place="side">
      {one ? (
        <OneTopic key={one.id} topic={one} topics={topics} {...props} />
      ) : (
        <AllTopics topics={topics} {...props} />
      )}
    </Dialog>
  );
}

function OneTopic({ topic: one, topics, views }: HelpProps & { topic: Topic }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <article class="help-topic">
      <Button kind="quiet" icon="arrow-left" class="help-back" onClick={() => show("")}>
        All topics
      </Button>
      <p class="help-group">{one.group}</p>
      <h3 ref={heading} class="help-title" tabIndex={-1}>
        {one.title}
      </h3>
      {one.text.map((paragraph) => (
        <p key={paragraph}>{worded(paragraph)}</p>
      ))}
      {one.id === "keyboard" && <Shortcuts groups={shortcutsOf(views)} />}
      {one.see.length > 0 && (
        <nav class="help-see" aria-label="See also">
          <h4>See also</h4>
          <TopicList topics={one.see.flatMap((id) => topics.filter((other) => other.id === id))} />
        </nav>
      )}
    </article>
  );
}

function AllTopics({ topics, views, here }: HelpProps) {
  const [query, setQuery] = useState("");
  const found = findTopics(topics, query);
  const groups = [...new Set(found.map((one) => one.group))];
  return (
    <div class="help-all">
      <SearchField
        autofocus
        label="Search the help"
        value={query}
        onInput={setQuery}
        results={count(found.length, "topic")}
      />
      {query === "" && here.tour.length > 0 && (
        <Button icon="play" onClick={() => takeTour(here)}>
          {here.route === HOME ? "Take the tour" : "Take the tour of this scene"}
        </Button>
      )}
      {query === "" && isShown("choice") && <Stories />}
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 class="help-group">{group}</h3>
          <TopicList topics={found.filter((one) => one.group === group)} />
        </section>
      ))}
      {found.length === 0 && <EmptyState icon="search" title="Nothing found" text="Try another word." />}
      {query === "" && (
        <section aria-label="Keys">
          <h3 class="help-group">Keys</h3>
          <Shortcuts groups={shortcutsOf(views)} />
        </section>
      )}
      {query === "" && isShown("choice") && (
        <section aria-label="For programs">
          <h3 class="help-group">For programs</h3>
          {/* biome-ignore lint/security/noBlankTarget: a page of ours, whose tab inherits the token that is kept for this one */}
          <a class="help-link" href="./docs" target="_blank" rel="opener">
            The API of this server
            <Icon name="chevron-right" size={14} />
          </a>
        </section>
      )}
    </div>
  );
}

function TopicList({ topics }: { topics: readonly Topic[] }) {
  return (
    <ul class="help-list">
      {topics.map((one) => (
        <li key={one.id}>
          <button type="button" class="help-link" onClick={() => show(one.id)}>
            {one.title}
            <Icon name="chevron-right" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Shortcuts({ groups }: { groups: readonly ShortcutGroup[] }) {
  return (
    <>
      {groups.map((group) => (
        <div key={group.title} class="help-keys">
          <h4>{group.title}</h4>
          <dl>
            {group.keys.map((one) => (
              <div key={one.does} class="help-key">
                <dt>
                  {one.keys.map((key) => (
                    <kbd key={key}>{worded(key)}</kbd>
                  ))}
                </dt>
                <dd>{one.does}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}

function show(id: string): void {
  openTopic.value = id;
}

/** The stories that the server offers. */
function Stories() {
  return (valueIn(stories.value) ?? []).map((one) => (
    <Button
      key={one.story_id}
      icon="play"
      onClick={() => {
        openTopic.value = null;
        beginStory(one);
      }}
    >
      {`Story: ${one.title} (${one.minutes} min)`}
    </Button>
  ));
}

function takeTour(of: ViewDescription): void {
  openTopic.value = null;
  startTour(of.tour);
}
