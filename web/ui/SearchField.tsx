import { useEffect, useState } from "react";
import { useWords } from "../i18n/useWords";
import { Icon } from "./icons";
import styles from "./SearchField.module.css";

const PAUSE = 300;

interface Properties {
  value: string;
  label: string;
  onSearch(text: string): void;
}

/** Searches when the typing rests. */
export function SearchField({ value, label, onSearch }: Properties) {
  const { words } = useWords();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);

  return (
    <search class={styles.field}>
      <Icon name="search" />
      <input
        type="search"
        data-search
        value={text}
        placeholder={words.act.search}
        aria-label={label}
        enterKeyHint="search"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      {text !== "" && (
        <button type="button" aria-label={words.act.clear} onClick={() => setText("")}>
          <Icon name="close" size={18} />
        </button>
      )}
    </search>
  );
}
