import { useEffect, useRef, useState } from "preact/hooks";
import { view } from "../state/address.ts";
import { worded } from "../state/wording.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { openTopic } from "../ui/help.ts";
import { Icon } from "../ui/Icon.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { count } from "../ui/words.ts";
import { SHORTCUTS } from "./shortcuts.ts";
import { startTour } from "./steps.ts";
import { findTopics, type Topic, topic } from "./topics.ts";
import "./helpDialog.css";

/** The tutorial: one topic, or the list of all with a search and the keys. */
export function HelpDialog() {
  const id = openTopic.value;
  const close = () => {
    openTopic.value = null;
  };
  const one = id ? topic(id) : undefined;
  return (
    <Dialog title="Help" open={id !== null} onClose={close} place="side">
      {one ? <OneTopic key={one.id} topic={one} /> : <AllTopics />}
    </Dialog>
  );
}

function OneTopic({ topic: one }: { topic: Topic }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
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
      {one.id === "keyboard" && <Shortcuts />}
      {one.see.length > 0 && (
        <nav class="help-see" aria-label="See also">
          <h4>See also</h4>
          <TopicList topics={one.see.map(topic).filter((other) => other !== undefined)} />
        </nav>
      )}
    </article>
  );
}

function AllTopics() {
  const [query, setQuery] = useState("");
  const found = findTopics(query);
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
      {query === "" && (
        <Button icon="play" onClick={takeTour}>
          {view.value === "menu" ? "Take the tour" : "Take the tour of this scene"}
        </Button>
      )}
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
          <Shortcuts />
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

function Shortcuts() {
  return (
    <>
      {SHORTCUTS.map((group) => (
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

function takeTour(): void {
  openTopic.value = null;
  startTour();
}
