import { useEffect, useId, useLayoutEffect, useRef } from "react";
import type { ConversationMessage, Language } from "../api/types";
import { useWords } from "../i18n/useWords";
import { describe } from "../messages/describe";
import { haptic } from "../telegram/telegram";
import { Icon } from "../ui/icons";
import { authorOf } from "./authorOf";
import { Bar } from "./Bar";
import { Chips } from "./Chips";
import styles from "./Composer.module.css";
import { filled } from "./fill";
import { CAPTION, MESSAGE, NOTE } from "./length";
import { messagesOf } from "./outgoing";
import { Templates } from "./Templates";
import { useTemplates } from "./useTemplates";
import type { Uploads } from "./useUploads";

export type Mode = "write" | "note" | "edit";

interface Properties {
  mode: Mode;
  /** The text of the mode. */
  text: string;
  onText(text: string): void;
  onMode(mode: "write" | "note"): void;
  name: string;
  /** Undefined until it is known who they are. */
  firstName: string | undefined;
  language: Language;
  reply: { item: ConversationMessage | undefined } | null;
  onNoReply(): void;
  editing: ConversationMessage | null;
  onNoEdit(): void;
  /** The arrow up in an empty field. */
  onEditLast(): void;
  uploads: Uploads;
  /** A note or a change is on its way. */
  busy: boolean;
  onSend(done: boolean): void;
}

const COUNTED = 3_500;
/** A finger has no Shift: there Enter is a new line and the button sends. */
const touch = () => window.matchMedia("(pointer: coarse)").matches;

/** Where answers, notes and changes are written. */
export function Composer(properties: Properties) {
  const { mode, text, onText, reply, editing, uploads, busy, onSend } = properties;
  const { words } = useWords();
  const talk = words.conversation;
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const list = useId();
  const firstName = properties.firstName ?? "";
  const templates = useTemplates(
    text,
    properties.language,
    mode === "write",
    properties.firstName !== undefined,
  );

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  const wanted = `${mode} ${editing?.id ?? ""} ${reply?.item?.id ?? ""}`;
  const before = useRef(wanted);
  useEffect(() => {
    if (before.current === wanted) return;
    before.current = wanted;
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, [wanted]);

  const empty = text.trim() === "";
  const limit = mode === "note" ? NOTE : editing && editing.kind !== "text" ? CAPTION : MESSAGE;
  const parts =
    mode === "write"
      ? messagesOf(
          text,
          uploads.chips.flatMap(({ done }) => done ?? []),
        ).length
      : 1;
  const over = mode === "write" ? 0 : Math.max(0, text.length - limit);
  const sendable =
    !busy && over === 0 && uploads.ready && (!empty || (mode === "write" && uploads.chips.length > 0));

  const send = (done: boolean) => {
    if (!sendable) return;
    haptic();
    onSend(done);
    field.current?.focus();
  };
  const choose = (offer: { text: string }) => {
    onText(filled(offer.text, firstName));
    field.current?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing || templates.key(event, choose)) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && (command || (!event.shiftKey && !touch()))) {
      event.preventDefault();
      send(command && event.shiftKey && mode === "write");
    } else if (event.key === "ArrowUp" && text === "" && mode === "write") {
      event.preventDefault();
      properties.onEditLast();
    } else if (event.key === "Escape") {
      if (editing) properties.onNoEdit();
      else if (mode === "note") properties.onMode("write");
      else if (reply) properties.onNoReply();
      else field.current?.blur();
      event.stopPropagation();
    }
  };

  const label = mode === "note" ? talk.writeNote : talk.write;
  const act = mode === "note" ? talk.saveNote : mode === "edit" ? talk.saveEdit : talk.send;
  const open = templates.offers !== null && templates.offers.length > 0;
  return (
    <div class={styles.composer} data-mode={mode}>
      {templates.offers && (
        <Templates
          id={list}
          offers={templates.offers}
          chosen={templates.chosen}
          name={firstName}
          onChoose={choose}
        />
      )}
      {mode === "note" && (
        <Bar icon="lock" title={talk.note} text={talk.noteHint} onCancel={() => properties.onMode("write")} />
      )}
      {editing && (
        <Bar
          icon="write"
          title={talk.editing}
          text={describe(editing, words)}
          onCancel={properties.onNoEdit}
        />
      )}
      {mode === "write" && reply && (
        <Bar
          icon="reply"
          title={talk.replyTo(authorOf(reply.item?.author ?? "person", properties.name, words))}
          text={reply.item ? describe(reply.item, words) : talk.noText}
          onCancel={properties.onNoReply}
        />
      )}
      {mode === "write" && <Chips uploads={uploads} />}
      <div class={styles.row}>
        {mode === "write" && (
          <button
            type="button"
            class={styles.button}
            aria-label={talk.attach}
            title={talk.attach}
            onClick={() => picker.current?.click()}
          >
            <Icon name="attach" size={23} />
          </button>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            uploads.add(event.currentTarget.files ?? []);
            // The same file may be chosen again after it was removed.
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={label}
          aria-label={label}
          {...(open
            ? {
                "aria-autocomplete": "list",
                "aria-controls": list,
                "aria-activedescendant": `${list}-${templates.chosen}`,
              }
            : {})}
          enterkeyhint={touch() ? "enter" : "send"}
          onInput={(event) => onText(event.currentTarget.value)}
          onKeyDown={pressed}
          onPaste={(event) => {
            const files = event.clipboardData?.files;
            if (mode !== "write" || !files?.length) return;
            event.preventDefault();
            uploads.add(files);
          }}
        />
        {mode !== "edit" && (
          <button
            type="button"
            class={styles.button}
            aria-label={mode === "note" ? talk.answerMode : talk.noteMode}
            title={mode === "note" ? talk.answerMode : talk.noteMode}
            aria-pressed={mode === "note"}
            onClick={() => properties.onMode(mode === "note" ? "write" : "note")}
          >
            <Icon name="lock" size={22} />
          </button>
        )}
        {mode === "write" && !empty && (
          <button
            type="button"
            class={styles.button}
            aria-label={talk.sendDone}
            title={`${talk.sendDone} (Ctrl+Shift+Enter)`}
            disabled={!sendable}
            onClick={() => send(true)}
          >
            <Icon name="checks" size={23} />
          </button>
        )}
        <button
          type="button"
          class={styles.send}
          aria-label={act}
          title={act}
          disabled={!sendable}
          // The field must not lose its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => send(false)}
        >
          <Icon name={mode === "write" ? "send" : "check"} size={22} />
        </button>
      </div>
      <p class={styles.counter} data-over={over > 0} role="status">
        {text.length > Math.min(COUNTED, limit - 100) &&
          (over > 0
            ? talk.over(over)
            : parts > 1
              ? talk.severalMessages(parts)
              : talk.left(Math.max(0, limit - text.length)))}
      </p>
    </div>
  );
}
