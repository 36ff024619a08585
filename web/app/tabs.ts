import type { Self } from "../api/types";
import type { IconName } from "../ui/icons";
import type { Screen } from "./router";
import { isTeam } from "./useBerry";

export interface Tab {
  screen: Screen;
  icon: IconName;
  /** The second key of `g h`. By its place on the keyboard, so that it works in any layout. */
  code: string;
}

const own: Tab[] = [
  { screen: "home", icon: "home", code: "KeyH" },
  { screen: "activity", icon: "activity", code: "KeyA" },
];
const team: Tab = { screen: "overview", icon: "overview", code: "KeyO" };
const more: Tab = { screen: "more", icon: "settings", code: "KeyM" };

/** The tabs a person has: what is not allowed is not there at all. */
export function tabsOf(person: Self): Tab[] {
  return isTeam(person) ? [team, ...own, more] : [...own, more];
}
