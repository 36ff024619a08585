import { useQuery } from "@tanstack/react-query";
import { me } from "../api/queries";
import type { Role } from "../api/types";
import { useBerry, useSelf } from "../app/useBerry";

/** What one is now: somebody may have changed it since one signed in. */
export function useRole(): Role {
  const { client } = useBerry();
  const person = useSelf();
  return useQuery(me(client)).data?.person.role ?? person.role;
}
