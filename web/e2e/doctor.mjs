// What the doctor may say, as its Java sources have it.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../src/main/java/berry/diagnostics/", import.meta.url);

export function doctorSources() {
  return readdirSync(folder)
    .map((file) => readFileSync(new URL(file, folder), "utf8"))
    .join("\n")
    .replaceAll('\\"', '"');
}
