import { useQueryClient } from "@tanstack/react-query";
import { incident, incidentPath } from "../../api/incidents";
import type { IncidentDetail, IncidentEvent, Severity } from "../../api/types";
import { useBerry, useSelf } from "../../app/useBerry";
import { nameOf } from "../../messages/nameOf";
import { useDeed } from "../../ui/useDeed";

type Change = (known: IncidentDetail) => IncidentDetail;

/** What may be done with an incident. What is sure to come is shown at once and taken back when it was refused. */
export function useActs(id: string) {
  const { client, renew } = useBerry();
  const queries = useQueryClient();
  const self = useSelf();
  const deed = useDeed();
  const { queryKey } = incident(client, id);
  const path = incidentPath(id);

  const act = (send: () => Promise<unknown>, change?: Change) =>
    deed.run(async () => {
      // An answer under way was asked for before the act.
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<IncidentDetail>(queryKey);
      if (change && before) queries.setQueryData(queryKey, change(before));
      try {
        await send();
      } catch (error) {
        if (before) queries.setQueryData(queryKey, before);
        throw error;
      } finally {
        await renew("incidents");
      }
    });

  const me = { id: self.id, name: nameOf(self) };
  const line = (
    known: IncidentDetail,
    kind: string,
    detail: Record<string, unknown> = {},
  ): IncidentEvent => ({
    // Until the server has given it its number it is the newest.
    id: Math.max(0, ...known.timeline.map((one) => one.id)) + 1,
    at: new Date().toISOString(),
    kind,
    actor: me,
    via: "screen",
    detail,
  });

  return {
    busy: deed.busy,
    problem: deed.problem,
    acknowledge: () =>
      act(
        () => client.send("POST", `${path}/ack`),
        (known) => ({
          ...known,
          state: "acknowledged",
          owner: me,
          acknowledgedAt: new Date().toISOString(),
          timeline: [...known.timeline, line(known, "acknowledged")],
          ladder: { ...known.ladder, stopped: "acknowledged", next: null },
          can: { ...known.can, ack: false },
        }),
      ),
    mitigate: () =>
      act(
        () => client.send("POST", `${path}/mitigate`),
        (known) => ({
          ...known,
          state: "mitigated",
          timeline: [...known.timeline, line(known, "mitigated")],
          ladder: { ...known.ladder, stopped: "mitigated", next: null },
          can: { ...known.can, ack: false, mitigate: false },
        }),
      ),
    escalate: () => act(() => client.send("POST", `${path}/escalate`)),
    note: (text: string) =>
      act(
        () => client.send("POST", `${path}/notes`, { text }),
        (known) => ({ ...known, timeline: [...known.timeline, line(known, "note", { text })] }),
      ),
    tick: (step: string, done: boolean) =>
      act(
        () => client.send("POST", `${path}/checklist`, { step, done }),
        (known) => ({
          ...known,
          checklist: done ? [...known.checklist, step] : known.checklist.filter((one) => one !== step),
        }),
      ),
    rank: (severity: Severity) =>
      act(
        () => client.send("PATCH", path, { severity }),
        (known) => ({ ...known, severity }),
      ),
    close: (resolution: string) =>
      act(() => client.send("POST", `${path}/close`, resolution ? { resolution } : {})),
  };
}

export type Acts = ReturnType<typeof useActs>;
