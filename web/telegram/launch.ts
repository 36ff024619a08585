/** What Telegram put into the address when it opened this page. */
export interface Launch {
  /** The signed string, exactly as it came; empty in a plain browser. */
  initData: string;
  /** Version of the Mini App protocol, "6.0" when unknown. */
  version: string;
  platform: string;
  theme: Record<string, string>;
  /** Where a deep link points, such as `overview` or `day_2026-11-10`. */
  startParameter: string;
  languageCode: string;
}

/**
 * Reads the launch parameters from `location.hash`. Missing or broken parts are absent, never an error.
 *
 * A button in a message opens an address, not a deep link, so where it points stands in its `?open=`.
 */
export function readLaunch(hash: string, search = ""): Launch {
  const fields = new URLSearchParams(hash.replace(/^#\/?/, ""));
  const initData = fields.get("tgWebAppData") ?? "";
  const signed = new URLSearchParams(initData);
  const user = parse(signed.get("user"));
  return {
    initData,
    version: fields.get("tgWebAppVersion") ?? "6.0",
    platform: fields.get("tgWebAppPlatform") ?? "unknown",
    theme: strings(parse(fields.get("tgWebAppThemeParams"))),
    startParameter:
      fields.get("tgWebAppStartParam") ??
      signed.get("start_param") ??
      new URLSearchParams(search).get("open") ??
      "",
    languageCode: typeof user.language_code === "string" ? user.language_code : "",
  };
}

/** Whether `version` is at least `wanted`; "8.0" is newer than "7.10", which is newer than "7.7". */
export function atLeast(version: string, wanted: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

export function strings(fields: Record<string, unknown>): Record<string, string> {
  const kept = Object.entries(fields).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return Object.fromEntries(kept);
}

function parse(json: string | null): Record<string, unknown> {
  if (!json) return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
