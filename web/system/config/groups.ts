import type { Setting } from "../../api/types";

export type Group = "connection" | "data" | "network" | "rules" | "host" | "other";

/** In the order of the page. */
const groups: ReadonlyArray<readonly [Group, RegExp]> = [
  ["connection", /^(BOT_TOKEN|OWNER_ID|WEBAPP_URL|WEBHOOK_URL|TELEGRAM_API_URL|REACT_APP_.+)$/],
  ["data", /^(DATABASE_.+|BERRY_DATA|BACKUP_.+|RESTORE_.+|S3_.+)$/],
  ["network", /^(PORT|HOST|TRUSTED_PROXIES|METRICS_TOKEN|LOG_.+|BERRY_CONFIG)$/],
  ["host", /^RAILWAY_/],
  ["rules", /^[a-z]/],
];

/** Settings that belong together; groups without any are left out. A name nobody thought of is not lost. */
export function grouped(settings: Setting[]): Array<[Group, Setting[]]> {
  const found = new Map<Group, Setting[]>();
  for (const setting of settings) {
    const group = groups.find(([, names]) => names.test(setting.name))?.[0] ?? "other";
    found.set(group, [...(found.get(group) ?? []), setting]);
  }
  const order: Group[] = ["connection", "data", "network", "rules", "host", "other"];
  return order.flatMap((group) => {
    const of = found.get(group);
    return of ? [[group, of] as [Group, Setting[]]] : [];
  });
}

/** As people quote a commit. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}
