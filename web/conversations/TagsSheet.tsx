import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { facets } from "../api/queries";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import styles from "./Acts.module.css";

interface Properties {
  tags: string[];
  onSave(tags: string[]): void;
  onClose(): void;
}

const MOST = 20;
const LONGEST = 40;

/** The tags of a conversation, with those used elsewhere to choose from. */
export function TagsSheet({ tags, onSave, onClose }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const known = useQuery(facets(client)).data?.tags ?? [];
  const [chosen, setChosen] = useState(tags);
  const [text, setText] = useState("");
  const word = text.trim().replace(/^#/, "");
  const full = chosen.length >= MOST;
  const offers = known.filter(
    (tag) => !chosen.includes(tag) && tag.toLowerCase().includes(word.toLowerCase()),
  );
  const add = (tag: string) => {
    if (tag === "" || full) return;
    if (!chosen.includes(tag)) setChosen([...chosen, tag]);
    setText("");
  };
  return (
    <Sheet title={words.conversation.menu.tags} onClose={onClose}>
      <p class={styles.hint}>{full ? words.conversation.tagsFull : words.conversation.tagsHint}</p>
      <div class={styles.tags}>
        {chosen.map((tag) => (
          <button
            key={tag}
            type="button"
            aria-label={words.conversation.tagRemove(tag)}
            onClick={() => setChosen(chosen.filter((other) => other !== tag))}
          >
            <bdi>{tag}</bdi>
            <Icon name="close" size={16} />
          </button>
        ))}
      </div>
      <input
        class={styles.field}
        value={text}
        maxLength={LONGEST}
        placeholder={words.conversation.tagAdd}
        aria-label={words.conversation.tagAdd}
        enterKeyHint="done"
        disabled={full}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if ((event.key !== "Enter" && event.key !== ",") || event.isComposing) return;
          event.preventDefault();
          add(word);
        }}
      />
      <div class={styles.tags}>
        {offers.slice(0, 12).map((tag) => (
          <button key={tag} type="button" data-offer="true" onClick={() => add(tag)}>
            <bdi>{tag}</bdi>
          </button>
        ))}
      </div>
      <Button
        onClick={() => {
          onClose();
          onSave(word === "" || full || chosen.includes(word) ? chosen : [...chosen, word]);
        }}
      >
        {words.conversation.save}
      </Button>
    </Sheet>
  );
}
