import type { Message } from "../api/types";
import type { Words } from "../i18n/en";

/** What a message is, in one line: its text, or the name of what it carries. */
export function describe(
  message: Pick<Message, "kind" | "text"> & { fileName?: string },
  words: Words,
): string {
  if (message.text) return message.text;
  return message.fileName ?? kindName(message.kind, words);
}

/** The name of a kind of message; kinds Telegram invents later are simply messages. */
export function kindName(kind: string, words: Words): string {
  return (words.kind as Record<string, string>)[kind] ?? words.kind.other;
}

export function isFile(message: Message): boolean {
  return message.fileName !== undefined || message.fileSize !== undefined;
}
