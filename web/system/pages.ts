import type { ComponentType } from "preact";
import { Backups } from "./backups/Backups";

interface SystemPage {
  /** In the address. */
  name: string;
  Page: ComponentType;
}

/** In the order of the list; a new page is one line here. */
const pages: readonly [SystemPage, ...SystemPage[]] = [{ name: "backups", Page: Backups }];

/** The first when no page has that name. */
export function pageOf(name: string | undefined): SystemPage {
  return pages.find((page) => page.name === name) ?? pages[0];
}
