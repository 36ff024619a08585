const LONGEST = 64;

/** Whether the server takes it as a name; empty stands for the first name. */
export function isShownName(text: string): boolean {
  const name = text.trim();
  return [...name].length <= LONGEST && !["bot", "person", "team"].includes(name.toLowerCase());
}
