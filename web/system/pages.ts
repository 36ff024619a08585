import type { ComponentType } from "preact";
import { lazyScreen } from "../app/lazyScreen";
import type { IconName } from "../ui/icons";

export interface SystemPage {
  /** In the address, and of its words in `i18n/health`. */
  name: string;
  icon: IconName;
  Page: ComponentType;
}

/** In the order of the list; a new page is one line here. */
const all: readonly [SystemPage, ...SystemPage[]] = [
  {
    name: "health",
    icon: "pulse",
    Page: lazyScreen(() => import("./health/Health").then((it) => it.Health)),
  },
  { name: "alerts", icon: "bell", Page: lazyScreen(() => import("./alerts/Alerts").then((it) => it.Alerts)) },
  {
    name: "incidents",
    icon: "alert",
    Page: lazyScreen(() => import("./incidents/Incidents").then((it) => it.Incidents)),
  },
  {
    name: "oncall",
    icon: "people",
    Page: lazyScreen(() => import("./oncall/OnCall").then((it) => it.OnCall)),
  },
  {
    name: "backups",
    icon: "shield",
    Page: lazyScreen(() => import("./backups/Backups").then((it) => it.Backups)),
  },
  { name: "logs", icon: "list", Page: lazyScreen(() => import("./logs/Logs").then((it) => it.Logs)) },
  {
    name: "config",
    icon: "settings",
    Page: lazyScreen(() => import("./config/Config").then((it) => it.Config)),
  },
];

export const pages: readonly SystemPage[] = all;

/** The first when no page has that name. */
export function pageOf(name: string | undefined): SystemPage {
  return all.find((page) => page.name === name) ?? all[0];
}
