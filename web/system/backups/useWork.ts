import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { backupWork } from "../../api/queries";
import type { Work } from "../../api/types";
import { useBerry } from "../../app/useBerry";

/** What is at work on backups or was last. When it begins or ends, what else is shown is read anew. */
export function useWork(): Work | undefined {
  const { client } = useBerry();
  const queries = useQueryClient();
  const work = useQuery(backupWork(client)).data?.work;
  const mark = work && `${work.id} ${work.state}`;
  const seen = useRef(mark);
  useEffect(() => {
    const before = seen.current;
    seen.current = mark;
    if (!before || before === mark) return;
    for (const queryKey of [["backups"], ["standing"]]) void queries.invalidateQueries({ queryKey });
  }, [mark, queries]);
  return work;
}
