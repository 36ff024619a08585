import { useQuery } from "@tanstack/react-query";
import { facets } from "../api/queries";
import { useBerry, useSelf } from "../app/useBerry";

/** What the team calls the reader, which is how the server names their messages. */
export function useMyName(): string {
  const { client } = useBerry();
  const self = useSelf();
  const staff = useQuery(facets(client)).data?.staff ?? [];
  return staff.find(({ id }) => id === self.id)?.name ?? self.firstName;
}
