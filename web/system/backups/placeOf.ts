import type { BackupsWords } from "../../i18n/backups.en";

/** A place where copies lie, in the reader's language; the server knows it by `directory /mnt` or `s3 bucket/ at host`. */
export function placeOf(target: string, { directory, bucketAt }: BackupsWords): string {
  const [, bucket, host] = /^s3 (.*) at (\S+)$/.exec(target) ?? [];
  return bucket && host ? bucketAt(bucket, host) : target.replace(/^directory /, `${directory} `);
}
