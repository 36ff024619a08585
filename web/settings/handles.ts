import type { Role } from "../api/types";

/** As the server orders them: each role may do everything the ones before it may. */
const roles: Role[] = ["user", "operator", "admin", "owner"];

export function atLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** Whether somebody of this role may invite, change or remove one of that. The server is the judge. */
export function handles(role: Role, other: Role): boolean {
  if (role === "owner") return other === "operator" || other === "admin";
  return role === "admin" && other === "operator";
}

/** What somebody of this role may invite to, the least first. The owner may hand the bot over. */
export function invitable(role: Role): Role[] {
  const all = roles.filter((one) => handles(role, one));
  return role === "owner" ? [...all, "owner"] : all;
}
