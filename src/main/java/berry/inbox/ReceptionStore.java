package berry.inbox;

import berry.inbox.ReceptionNotes.Note;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The `reception` table: one row, by the database's clock.
interface ReceptionStore {

  @SqlUpdate(
      """
      INSERT INTO reception AS known (
        epoch, leader, mode, detour, trouble, words, trouble_since, noted_at, good_at, good_since)
      SELECT :epoch, :leader, :mode, :detour, :trouble, :words,
        CASE WHEN :trouble::text IS NOT NULL THEN now.at END, now.at,
        CASE WHEN :good THEN now.at END,
        CASE WHEN :good THEN now.at END
      FROM (SELECT clock_timestamp() AS at) AS now
      ON CONFLICT (one) DO UPDATE
      SET epoch = excluded.epoch,
        leader = excluded.leader,
        mode = excluded.mode,
        detour = excluded.detour,
        trouble = excluded.trouble,
        words = excluded.words,
        trouble_since = CASE
          WHEN known.trouble = excluded.trouble THEN known.trouble_since
          ELSE excluded.trouble_since
        END,
        noted_at = excluded.noted_at,
        good_at = coalesce(excluded.good_at, known.good_at),
        good_since = CASE
          WHEN excluded.good_at > known.good_at + interval '2 min' THEN excluded.good_at
          ELSE coalesce(known.good_since, excluded.good_since)
        END,
        good_before = CASE
          WHEN excluded.good_at > known.good_at + interval '2 min' THEN known.good_at
          ELSE known.good_before
        END
      WHERE known.epoch <= excluded.epoch
      """)
  int note(@BindMethods Note note);

  @SqlUpdate(
      """
      UPDATE reception
      SET delivered_at = now.at,
        good_at = now.at,
        good_since = CASE
          WHEN now.at > good_at + interval '2 min' THEN now.at
          ELSE coalesce(good_since, now.at)
        END,
        good_before = CASE
          WHEN now.at > good_at + interval '2 min' THEN good_at
          ELSE good_before
        END
      FROM (SELECT clock_timestamp() AS at) AS now
      """)
  void delivered();

  @SqlQuery(
      """
      SELECT mode, leader, detour, trouble, words, trouble_since,
        greatest(noted_at, good_at) < clock_timestamp() - interval '3 min' AS silent,
        good_at, delivered_at, good_since, good_before
      FROM reception
      """)
  @RegisterConstructorMapper(ReceptionState.class)
  Optional<ReceptionState> state();
}
