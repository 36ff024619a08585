import type { Role, Self } from "../api/types";
import type { IconName } from "../ui/icons";
import type { Screen } from "./router";

/** The screens that have a tab; a conversation lies under the inbox. */
export type TabName = Exclude<Screen, "conversation">;

export interface Tab {
  screen: TabName;
  icon: IconName;
  /** The second key of `g h`. By its place on the keyboard, so that it works in any layout. */
  code: string;
  /** The least role whose questions behind it the server answers; absent: everybody's. */
  needs?: Role;
}

/** As the server orders them: each role may do everything the ones before it may. */
const roles: Role[] = ["user", "operator", "admin", "owner"];

const tabs: Tab[] = [
  { screen: "overview", icon: "overview", code: "KeyO", needs: "admin" },
  { screen: "inbox", icon: "inbox", code: "KeyI", needs: "operator" },
  { screen: "system", icon: "system", code: "KeyS", needs: "operator" },
  { screen: "home", icon: "home", code: "KeyH" },
  { screen: "activity", icon: "activity", code: "KeyA" },
  { screen: "more", icon: "settings", code: "KeyM" },
];

/** The tabs a person has: what is not allowed is not there at all. */
export function tabsOf(person: Self): Tab[] {
  return tabs.filter(({ needs }) => !needs || roles.indexOf(person.role) >= roles.indexOf(needs));
}

/** The tab under which a screen lies. */
export function tabOf(screen: Screen): TabName {
  return screen === "conversation" ? "inbox" : screen;
}

export function mayOpen(person: Self, screen: Screen): boolean {
  return tabsOf(person).some((tab) => tab.screen === tabOf(screen));
}
