import type { Message } from "../api/types";
import type { Words } from "../i18n/en";
import type { IconName } from "../ui/icons";

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

const icons: Partial<Record<string, IconName>> = {
  photo: "photo",
  live_photo: "photo",
  paid_media: "photo",
  story: "photo",
  video: "video",
  video_note: "video",
  animation: "film",
  audio: "music",
  voice: "voice",
  document: "file",
  sticker: "sticker",
  location: "place",
  venue: "place",
  contact: "person",
  poll: "poll",
  checklist: "list",
  dice: "dice",
  game: "game",
  invoice: "card",
  successful_payment: "card",
  refunded_payment: "card",
  giveaway: "gift",
  pinned_message: "pin",
  new_chat_members: "people",
  left_chat_member: "people",
};

/** The drawing for what a message carries; null for mere words. A kind this version does not know is a file if it has one. */
export function iconOf(message: Pick<Message, "kind" | "fileName" | "fileSize">): IconName | null {
  return icons[message.kind] ?? (isFile(message) ? "file" : null);
}

export function isFile(message: Pick<Message, "fileName" | "fileSize">): boolean {
  return message.fileName !== undefined || message.fileSize !== undefined;
}
