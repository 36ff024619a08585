import type { Role, Self } from "../api/types";
import type { IconName } from "../ui/icons";
import type { Screen } from "./router";

export interface Tab {
  screen: Exclude<Screen, "inbox" | "conversation">;
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
  { screen: "home", icon: "home", code: "KeyH" },
  { screen: "activity", icon: "activity", code: "KeyA" },
  { screen: "more", icon: "settings", code: "KeyM" },
];

/** The tabs a person has: what is not allowed is not there at all. */
export function tabsOf(person: Self): Tab[] {
  return tabs.filter(({ needs }) => !needs || roles.indexOf(person.role) >= roles.indexOf(needs));
}

export function mayOpen(person: Self, screen: Screen): boolean {
  // No tab of its own: it is reached from lists and links.
  if (screen === "conversation") return roles.indexOf(person.role) >= roles.indexOf("operator");
  return tabsOf(person).some((tab) => tab.screen === screen);
}
