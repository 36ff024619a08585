import { useQuery } from "@tanstack/react-query";
import { doctor } from "../../api/queries";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Failure } from "../../ui/Failure";
import { useNow } from "../../ui/useNow";
import { Checks } from "../config/Checks";
import styles from "./Checklist.module.css";
import { useIncidentWords } from "./useIncidentWords";

/** Runs the doctor when asked, and shows what is not well. */
export function CheckNow() {
  const { client } = useBerry();
  const { incidents: words, format } = useIncidentWords();
  const query = useQuery({ ...doctor(client), enabled: false });
  const now = useNow();
  const unwell = query.data?.checks.filter(({ level }) => level !== "ok") ?? [];
  return (
    <div class={styles.check}>
      <Button look="soft" busy={query.isFetching} onClick={() => void query.refetch()}>
        {query.isFetching ? words.checking : words.check}
      </Button>
      {query.error && !query.isFetching ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        query.data && (
          <p role="status">
            <b class={unwell.length > 0 ? styles.wrong : styles.good}>
              {unwell.length > 0 ? words.checkFound(unwell.length) : words.checkWell}
            </b>{" "}
            <span class={styles.hint}>{words.looked(format.ago(query.data.at, now))}</span>
          </p>
        )
      )}
      {unwell.length > 0 && <Checks checks={unwell} />}
    </div>
  );
}
