/** Ids of people and chats have 6 to 16 digits; those of groups begin with a minus. */
const ID = /(?<![\p{L}\p{N}_.:-])-?\d{6,16}(?![\p{L}\p{N}_:-]|\.\d)/gu;

/**
 * A text of the log as one may show it to others: numbers that may be the Telegram id of a person or a chat keep their
 * last two digits. What the server has masked stays masked. Numbers inside a time, a version, a hash or an address are
 * none.
 */
export function redact(text: string): string {
  return text.replace(ID, (id) => `…${id.slice(-2)}`);
}
