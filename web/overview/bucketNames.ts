import type { Series } from "../api/types";
import type { Format } from "../i18n/format";

/** A bucket's name on the axis and in the table. */
export function bucketName(bucket: Series["bucket"], seconds: number, format: Format): string {
  const time = new Date(seconds * 1000);
  if (bucket === "hour") return format.clock(time.getTime());
  if (bucket === "month") return format.month(time);
  return format.shortDate(time);
}

/** A bucket's name in full, where there is room. */
export function bucketTitle(bucket: Series["bucket"], seconds: number, format: Format): string {
  const time = new Date(seconds * 1000);
  if (bucket === "hour") return `${format.shortDate(time)}, ${format.clock(time.getTime())}`;
  if (bucket === "day") return `${format.weekday(time)}, ${format.shortDate(time)}`;
  return bucketName(bucket, seconds, format);
}
