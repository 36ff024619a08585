import type { ReplicaState } from "../../api/types";
import { Card } from "../../ui/Card";
import { useNow } from "../../ui/useNow";
import { useSystemWords } from "../useSystemWords";
import styles from "./Health.module.css";

/** Who runs: each copy of Berry, its version, and when it was last heard. */
export function Replicas({ replicas }: { replicas: readonly ReplicaState[] }) {
  const { health, format } = useSystemWords();
  const now = useNow();
  if (replicas.length === 0) return null;
  return (
    <Card title={health.replicas} flush>
      <ul class={styles.list}>
        {replicas.map((replica) => (
          <li key={replica.name} data-state={replica.silent ? "down" : "working"}>
            <div class={styles.what}>
              <p class={styles.name}>
                {replica.name}
                <span class={styles.word}>
                  {replica.silent
                    ? health.silent(format.span((now - Date.parse(replica.heartbeatAt)) / 1000))
                    : health.heard(format.ago(replica.heartbeatAt, now))}
                </span>
              </p>
              <p class={styles.detail}>
                {[
                  health.role[replica.role],
                  replica.leader && health.leader,
                  replica.self && health.self,
                  `Berry ${replica.version}${replica.commit ? ` (${replica.commit.slice(0, 7)})` : ""}`,
                  health.started(format.soon(replica.startedAt)),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
