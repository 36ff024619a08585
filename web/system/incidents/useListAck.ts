import { useState } from "react";
import { incidentPath } from "../../api/incidents";
import { Problem } from "../../api/problem";
import type { Incident, IncidentDetail } from "../../api/types";
import { useBerry, useSelf } from "../../app/useBerry";
import { whyFailed } from "../../ui/whyFailed";
import { conflictOf } from "./conflict";
import { useIncidentWords } from "./useIncidentWords";

/** Takes an incident on from the list, by a key. */
export function useListAck() {
  const { client, renew } = useBerry();
  const self = useSelf();
  const speech = useIncidentWords();
  const [refused, setRefused] = useState("");
  const run = async (item: Incident) => {
    setRefused("");
    try {
      await client.send("POST", `${incidentPath(item.id)}/ack`);
    } catch (error) {
      const now =
        error instanceof Problem && error.status === 409
          ? await client.get<IncidentDetail>(incidentPath(item.id)).catch(() => null)
          : null;
      setRefused((now && conflictOf(now, self.id, speech)) ?? whyFailed(error, speech.words));
    }
    await renew("incidents");
  };
  return { refused, run };
}
