import { useCallback, useEffect, useRef, useState } from "react";
import { pathOf } from "../api/queries";
import type { ConversationDetail, ConversationMessage } from "../api/types";
import { useBerry } from "../app/useBerry";
import type { Mode } from "./Composer";
import type { Outgoing } from "./Outbox";
import { freshKey, messagesOf } from "./outgoing";
import type { Run } from "./useRun";
import type { Uploads } from "./useUploads";

export interface Writing {
  mode: Mode;
  text: string;
  setText(text: string): void;
  setMode(mode: "write" | "note"): void;
  replyTo: string | undefined;
  setReply(id: string | undefined): void;
  editing: ConversationMessage | null;
  setEditing(item: ConversationMessage | null): void;
  busy: boolean;
  /** Sends, keeps or changes, as the mode says. */
  finish(done: boolean): void;
  /** Takes an answer that is on its way back into the field. */
  takeBack(entry: Outgoing): void;
}

/** What is being written in a conversation, in each of its three modes with a text of its own. */
export function useWriting(
  chat: number,
  detail: ConversationDetail | undefined,
  newest: string | undefined,
  uploads: Uploads,
  run: Run,
): Writing {
  const { client, outbox, drafts } = useBerry();
  const [draft, setDraft] = useState(() => drafts.of(chat));
  const [noting, setNoting] = useState(false);
  const [note, setNote] = useState("");
  // The same for every try: an answer that was lost on its way must not double the note.
  const noteKey = useRef(freshKey());
  const [editing, setEditing] = useState<{ item: ConversationMessage; text: string } | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (detail) setDraft(drafts.heard(chat, detail.draft));
  }, [drafts, chat, detail]);
  useEffect(() => () => drafts.flush(chat), [drafts, chat]);

  const write = useCallback(
    (text: string, replyTo: string | undefined) => {
      const next = replyTo ? { text, replyTo } : { text };
      setDraft(next);
      drafts.write(chat, next);
    },
    [drafts, chat],
  );

  const send = (done: boolean) => {
    const parts = messagesOf(draft.text, uploads.takeAll());
    // What a colleague wrote after this item makes the server ask first.
    const at = new Date().toISOString();
    parts.forEach((part, place) => {
      outbox.put({
        key: freshKey(),
        chatId: chat,
        at,
        ...part,
        ...(place === 0 && draft.replyTo ? { replyTo: draft.replyTo } : {}),
        ...(newest ? { lastSeen: newest } : {}),
        ...(done && place === parts.length - 1 ? { done } : {}),
      });
    });
    setDraft({ text: "" });
    drafts.sent(chat);
  };
  const guarded = async (act: () => Promise<unknown>, after: () => void) => {
    setBusy(true);
    if (await run(act)) after();
    setBusy(false);
  };
  const keepNote = (text: string) => {
    const headers = { "Idempotency-Key": noteKey.current };
    void guarded(
      () => client.send("POST", `${pathOf(chat)}/notes`, { text: text.trim() }, headers),
      () => {
        noteKey.current = freshKey();
        setNote("");
        setNoting(false);
      },
    );
  };
  const keepChange = ({ item, text }: { item: ConversationMessage; text: string }) => {
    if (text.trim() === item.text?.trim()) return setEditing(null);
    void guarded(
      () =>
        client.send("PATCH", `${pathOf(chat)}/messages/${encodeURIComponent(item.id)}`, {
          text: text.trim(),
        }),
      () => setEditing(null),
    );
  };

  const mode: Mode = editing ? "edit" : noting ? "note" : "write";
  return {
    mode,
    text: editing?.text ?? (noting ? note : draft.text),
    setText: (text) => {
      if (editing) setEditing({ ...editing, text });
      else if (noting) setNote(text);
      else write(text, draft.replyTo);
    },
    setMode: (wanted) => setNoting(wanted === "note"),
    replyTo: draft.replyTo,
    setReply: (id) => {
      setEditing(null);
      setNoting(false);
      write(draft.text, id);
    },
    editing: editing?.item ?? null,
    setEditing: (item) => setEditing(item && { item, text: item.text ?? "" }),
    busy,
    finish: (done) => {
      if (busy) return;
      if (editing) keepChange(editing);
      else if (noting) keepNote(note);
      else send(done);
    },
    takeBack: (entry) => {
      outbox.remove(entry.key);
      setNoting(false);
      setEditing(null);
      write([entry.text, draft.text].filter(Boolean).join("\n\n"), entry.replyTo ?? draft.replyTo);
    },
  };
}
