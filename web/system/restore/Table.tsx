import type { Differences } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { changes } from "./changes";
import { tableName } from "./tableName";
import styles from "./Wizard.module.css";

/** Rows now and then, table by table; what stays as it is, is only counted. */
export function Table({ found, then }: { found: Differences; then: string }) {
  const { words, format } = useWords();
  const { wizard } = words.backups;
  const { changed, same } = changes(found.tables);
  return (
    <>
      {changed.length > 0 && (
        <div class={styles.across}>
          <table class={styles.table}>
            <caption class="unseen">{wizard.differences}</caption>
            <thead>
              <tr>
                <th scope="col">{words.backups.table}</th>
                <th scope="col">{wizard.now}</th>
                <th scope="col">{then}</th>
                <th scope="col">{wizard.lost}</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{tableName(words.backups, row.name)}</th>
                  <td data-label={wizard.now}>{format.number(row.now)}</td>
                  <td data-label={then}>{format.number(row.backup)}</td>
                  <td data-label={wizard.lost} data-lost={row.lost > 0}>
                    {row.lost > 0 ? format.number(row.lost) : words.unknown}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {same > 0 && <p class={styles.hint}>{wizard.same(same)}</p>}
    </>
  );
}
