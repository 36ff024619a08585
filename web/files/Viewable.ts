/** A file as the viewer needs it; messages fit. */
export interface Viewable {
  kind: string;
  fileId?: string;
  thumbnailId?: string;
  fileName?: string;
  fileSize?: number;
}

const pictures = ["photo", "sticker", "animation", "video", "video_note", "live_photo"];
const sounds = ["audio", "voice"];

export type Look = "picture" | "moving" | "sound" | "sticker" | "row";

/** How a file is shown in a conversation. */
export function lookOf({ kind, fileId, thumbnailId }: Viewable): Look | null {
  if (!fileId && !thumbnailId) return null;
  if (kind === "sticker") return "sticker";
  if (kind === "photo" || kind === "live_photo") return "picture";
  if (pictures.includes(kind)) return "moving";
  return sounds.includes(kind) ? "sound" : "row";
}

/** Whether it opens in the full view. */
export function isViewable(file: Viewable): boolean {
  const look = lookOf(file);
  return look === "picture" || look === "moving" || look === "sticker";
}
