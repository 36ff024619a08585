import type { Message } from "../api/types";
import type { Words } from "../i18n/en";

/** What a message is, in one line: its text, or the name of what it carries. */
export function describe(
  message: Pick<Message, "kind" | "text"> & { fileName?: string },
  words: Words,
): string {
  const service = serviceName(message.kind, words);
  if (service) return message.text ? `${service}: ${message.text}` : service;
  if (message.text) return message.text;
  return message.fileName ?? kindName(message.kind, words);
}

/** The name of a kind of message; kinds Telegram invents later are simply messages. */
export function kindName(kind: string, words: Words): string {
  return (words.kind as Record<string, string>)[kind] ?? serviceName(kind, words) ?? words.kind.other;
}

/** Whether Telegram, not a person, wrote it into the chat. */
export function isService(kind: string, words: Words): boolean {
  return serviceName(kind, words) !== undefined;
}

function serviceName(kind: string, words: Words): string | undefined {
  return (words.service as Record<string, string>)[kind];
}

export function isFile(message: Message): boolean {
  return message.fileName !== undefined || message.fileSize !== undefined;
}
