import type { Incident } from "../../api/types";

export type IncidentFilter = "open" | "all" | "needs";

export const incidentFilters: readonly IncidentFilter[] = ["all", "open", "needs"];

/** As the address has it; anything else is all. */
export function filterOf(parameter: string | undefined): IncidentFilter {
  return incidentFilters.find((one) => one === parameter) ?? "all";
}

/** Whether somebody still has to do something about it. */
export function isUnended({ state }: Pick<Incident, "state">): boolean {
  return state === "open" || state === "acknowledged" || state === "mitigated";
}

/** Those of the filter, what is not over first, each group newest first as it came. */
export function sifted(items: readonly Incident[], filter: IncidentFilter): Incident[] {
  const wanted = items.filter(
    (item) =>
      filter === "all" || (filter === "open" ? isUnended(item) : item.needsResolution && !isUnended(item)),
  );
  const rank = (item: Incident) => (isUnended(item) ? 0 : item.needsResolution ? 1 : 2);
  return wanted.sort((a, b) => rank(a) - rank(b));
}

/** Each once: one may have slipped into the next page while another came. */
export function each(items: readonly Incident[]): Incident[] {
  return [...new Map(items.map((item) => [item.id, item] as const)).values()];
}
