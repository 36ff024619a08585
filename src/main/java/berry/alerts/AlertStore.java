package berry.alerts;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The tables `alert` and `alert_episode`.
interface AlertStore {

  /// One rule's row.
  ///
  /// @param memory JSON of [RuleRecordJson]
  record Row(
      String key,
      String state,
      Instant since,
      Instant judgedAt,
      @Nullable Double value,
      @Nullable String replica,
      String memory) {}

  @SqlQuery(
      """
      SELECT key, state, since, judged_at, value, replica, memory::text AS memory
      FROM alert
      """)
  @RegisterConstructorMapper(Row.class)
  List<Row> rows();

  @SqlUpdate(
      """
      INSERT INTO alert (key, state, since, judged_at, value, replica, memory)
      VALUES (:key, :state, :since, :judgedAt, :value, :replica, CAST(:memory AS jsonb))
      ON CONFLICT (key) DO UPDATE
      SET state = excluded.state,
          since = excluded.since,
          judged_at = excluded.judged_at,
          value = excluded.value,
          replica = excluded.replica,
          memory = excluded.memory
      """)
  void put(@BindMethods Row row);

  /// The open one and the newest that is over and had a message, of each rule.
  @SqlQuery(
      """
      SELECT DISTINCT ON (key, ended_at IS NULL)
        id, key, severity, began_at, ended_at, threshold, first, worst, replica, test, announced,
        chat_id, outgoing_id, message_id, picture
      FROM alert_episode
      WHERE NOT test
        AND (ended_at IS NULL OR announced IN ('queued', 'directly'))
      ORDER BY key, ended_at IS NULL, began_at DESC
      """)
  @RegisterConstructorMapper(Episode.class)
  List<Episode> recent();

  /// Written again it is the same: whoever does not know whether it was written writes it again.
  @SqlQuery(
      """
      INSERT INTO alert_episode AS known (
        key, severity, began_at, ended_at, threshold, first, worst, replica, test, announced,
        chat_id, outgoing_id, message_id, picture)
      VALUES (
        :key, :severity, :beganAt, :endedAt, :threshold, :first, :worst, :replica, :test,
        :announced, :chatId, :outgoingId, :messageId, :picture)
      ON CONFLICT (key, began_at, test) DO UPDATE
      SET ended_at = excluded.ended_at,
          worst = excluded.worst,
          replica = excluded.replica,
          announced = excluded.announced,
          chat_id = coalesce(excluded.chat_id, known.chat_id),
          outgoing_id = coalesce(excluded.outgoing_id, known.outgoing_id),
          message_id = coalesce(excluded.message_id, known.message_id),
          picture = excluded.picture
      RETURNING id
      """)
  long put(@BindMethods Episode episode);

  @SqlQuery(
      """
      SELECT
        id, key, severity, began_at, ended_at, threshold, first, worst, replica, test, announced,
        chat_id, outgoing_id, message_id, picture
      FROM alert_episode
      WHERE began_at >= :from
        AND NOT test
      ORDER BY began_at DESC
      LIMIT 1000
      """)
  @RegisterConstructorMapper(Episode.class)
  List<Episode> since(Instant from);

  /// The messages of open episodes that could not be delivered, to somebody who was there since;
  /// and those during whose sending Berry itself died: rather twice than never. Where Telegram was
  /// the one that did not answer, each try might be one more.
  @SqlQuery(
      """
      SELECT outgoing.id
      FROM alert_episode AS episode
      JOIN outgoing ON outgoing.id = episode.outgoing_id
      JOIN person ON person.id = episode.chat_id
      WHERE episode.ended_at IS NULL
        AND NOT episode.test
        AND person.blocked_at IS NULL
        AND (
          outgoing.state = 'failed' AND person.last_seen_at > outgoing.not_before
          OR outgoing.state = 'unknown' AND outgoing.reason = 'stopped'
        )
      """)
  List<Long> undelivered();

  /// When it was tested last.
  @SqlQuery(
      """
      SELECT max(began_at)
      FROM alert_episode
      WHERE key = :key
        AND test
      """)
  @Nullable Instant tested(String key);

  @SqlUpdate("DELETE FROM alert_episode WHERE ended_at < :before")
  int forget(Instant before);

  /// Whether the person has blocked the bot.
  @SqlQuery("SELECT EXISTS (SELECT FROM person WHERE id = :id AND blocked_at IS NOT NULL)")
  boolean blocked(long id);
}
