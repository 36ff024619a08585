/** What Telegram takes from a bot, in bytes. Told before anything is uploaded. */
export const FILE = 50 * 1024 * 1024;
export const PHOTO = 10 * 1024 * 1024;
/** What Telegram hands to a bot. */
export const DOWNLOAD = 20 * 1024 * 1024;
/** Files of one message. */
export const TOGETHER = 10;

export type Refusal = "empty" | "fileTooLarge";

/** Why a file cannot be sent at all; null when it can. */
export function refusal(file: { size: number }): Refusal | null {
  if (file.size === 0) return "empty";
  return file.size > FILE ? "fileTooLarge" : null;
}

/** Whether a file may go as a picture that is shown at once, not only as a file. */
export function mayBePhoto(file: { type: string; size: number }): boolean {
  return /^image\/(jpeg|png|webp)$/.test(file.type) && file.size <= PHOTO;
}

/** What a file goes as. */
export function kindOf(file: { type: string; size: number }, asFile: boolean): string {
  if (asFile) return "document";
  if (mayBePhoto(file)) return "photo";
  if (file.type === "video/mp4") return "video";
  if (/^audio\/(mpeg|mp4|x-m4a|aac)$/.test(file.type)) return "audio";
  return "document";
}
