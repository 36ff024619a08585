import type { Language } from "../../api/types";

/** Times to the second, in the zone of whoever reads. */
export function logClock(language: Language) {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const short = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const full = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    timeZoneName: "short",
  });
  return {
    short: (time: string) => short.format(new Date(time)),
    full: (time: string) => full.format(new Date(time)),
  };
}
