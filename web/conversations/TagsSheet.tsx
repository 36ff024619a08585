import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { facets } from "../api/queries";
import type { Conversation } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import { chatName } from "./chatName";
import styles from "./Options.module.css";

const MOST = 20;
const LONGEST = 40;

interface Properties {
  chat: Conversation;
  onSave(tags: string[]): void;
  onClose(): void;
}

/** The tags of a conversation: taken away, added anew or from those used before. */
export function TagsSheet({ chat, onSave, onClose }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const { inbox } = words;
  const [tags, setTags] = useState(chat.tags);
  const [typed, setTyped] = useState("");
  const known = useQuery(facets(client)).data?.tags ?? [];
  const has = (tag: string) => tags.some((one) => one.toLowerCase() === tag.toLowerCase());
  const full = tags.length >= MOST;
  const word = typed.trim().replace(/^#/, "");
  const plus = (tag: string) => (tag === "" || has(tag) || full ? tags : [...tags, tag]);
  const add = (tag: string) => {
    setTags(plus(tag));
    setTyped("");
  };
  const offered = known.filter((tag) => !has(tag) && tag.toLowerCase().includes(word.toLowerCase()));
  return (
    <Sheet title={`${inbox.tags}: ${chatName(chat)}`} onClose={onClose}>
      {tags.length > 0 && (
        <div class={styles.chips}>
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              aria-label={inbox.removeTag(tag)}
              onClick={() => setTags(tags.filter((other) => other !== tag))}
            >
              <span>
                <bdi>{tag}</bdi>
                <Icon name="close" size={14} />
              </span>
            </button>
          ))}
        </div>
      )}
      <form
        class={styles.own}
        onSubmit={(event) => {
          event.preventDefault();
          add(word);
        }}
      >
        <label>
          {inbox.addTag}
          <input
            value={typed}
            maxLength={LONGEST}
            enterKeyHint="done"
            disabled={full}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "," || event.isComposing) return;
              event.preventDefault();
              add(word);
            }}
          />
        </label>
        {full && <p class={styles.wrong}>{inbox.tagsFull}</p>}
      </form>
      {offered.length > 0 && !full && (
        <section class={styles.hint}>
          <h3>{inbox.knownTags}</h3>
          <div class={styles.chips}>
            {offered.slice(0, MOST).map((tag) => (
              <button key={tag} type="button" data-quiet="true" onClick={() => add(tag)}>
                <span>
                  <bdi>{tag}</bdi>
                </span>
              </button>
            ))}
          </div>
        </section>
      )}
      <div class={styles.actions}>
        {/* What is typed but not added yet is meant, too. */}
        <Button onClick={() => onSave(plus(word))}>{inbox.save}</Button>
      </div>
    </Sheet>
  );
}
