import type { LogLine } from "../../api/types";
import { redact } from "./redact";

/** A line as text to pass on. The numbers of updates and requests name nobody and stay: one looks things up by them. */
export function passOn({ at, level, logger, update, request, message, stack }: LogLine): string {
  const head = [
    at,
    level?.toUpperCase(),
    logger,
    update !== undefined && `update=${update}`,
    request && `request=${request}`,
  ].filter(Boolean);
  return [head.join(" "), redact(message), stack && redact(stack)].filter(Boolean).join("\n");
}
