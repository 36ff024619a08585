import { useSyncExternalStore } from "react";
import type { InboxView } from "../api/queries";
import type { InboxTab } from "../api/types";
import { useBerry } from "../app/useBerry";

export const tabs: InboxTab[] = ["unanswered", "mine", "all", "done"];

/** What narrows the list beside tab and search. */
export const filters = ["unread", "language", "tag", "source"] as const;

export type FilterName = (typeof filters)[number];
export type Parameters = Readonly<Record<string, string>>;

/** Searching looks everywhere; the tab is kept in the parameters, so that ending the search leads back to it. */
export function viewOf(parameters: Parameters): InboxView {
  const search = parameters.search ?? "";
  return {
    tab: search ? "all" : tabOf(parameters),
    search,
    tag: parameters.tag ?? "",
    language: parameters.language ?? "",
    source: parameters.source ?? "",
    unread: parameters.unread === "true",
  };
}

export function tabOf(parameters: Parameters): InboxTab {
  return tabs.find((tab) => tab === parameters.tab) ?? "unanswered";
}

/** The filters in use and what they are set to. */
export function chosenOf(parameters: Parameters): Array<[FilterName, string]> {
  return filters.flatMap((name) => {
    const value = parameters[name];
    return value ? [[name, value] as [FilterName, string]] : [];
  });
}

/** The parameters of the list, also while a conversation stands beside it. */
export function useParameters(): [Parameters, (changes: Record<string, string>) => void] {
  const { router } = useBerry();
  const left = useSyncExternalStore(router.watch, () => router.leftAt("inbox"));
  return [left?.parameters ?? nothing, (changes) => router.set(changes, "inbox")];
}

const nothing: Parameters = {};
