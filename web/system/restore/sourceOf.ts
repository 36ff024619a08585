/** What a restore made live: the moment a backup was made, the database from before, or a file. */
export type Source = { made: string } | { before: true } | { file: string };

/** @param name as the server has it */
export function sourceOf(name: string): Source {
  if (/^berry_before_/.test(name)) return { before: true };
  const [, day, hour, minute, second] = /^berry-.*-(\d{8})T(\d\d)(\d\d)(\d\d)Z-/.exec(name) ?? [];
  if (!day) return { file: name };
  const date = day.replace(/(....)(..)(..)/, "$1-$2-$3");
  return { made: `${date}T${hour}:${minute}:${second}Z` };
}
