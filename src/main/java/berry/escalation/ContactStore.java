package berry.escalation;

import berry.settings.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `contact`.
interface ContactStore {

  /// A contact, and what is known of the person.
  ///
  /// @param called what the team or Telegram calls them
  /// @param language what they chose
  /// @param languageCode what their Telegram speaks
  /// @param started whether there is a private chat that a bot may write to
  record Row(
      long id,
      String role,
      @Nullable Long personId,
      @Nullable String name,
      String source,
      @Nullable String called,
      @Nullable String username,
      @Nullable String language,
      @Nullable String languageCode,
      boolean started,
      boolean blocked,
      @Nullable Instant blockedAt,
      @Nullable Instant testQueuedAt,
      @Nullable Instant testedAt,
      @Nullable Boolean testOk) {

    Contact contact() {
      String known =
          called != null && !called.isBlank() ? called : name == null ? null : "@" + name;
      Reach reach = reach();
      return new Contact(
          id,
          Duty.of(role).orElseThrow(),
          personId,
          known != null ? known : String.valueOf(personId),
          username != null ? username : name,
          name != null,
          source,
          reach,
          testedAt,
          testQueuedAt,
          reach == Reach.BLOCKED && blockedAt != null ? blockedAt : testedAt,
          Texts.language(language, languageCode));
    }

    private Reach reach() {
      if (personId == null || !started) {
        return Reach.ABSENT;
      }
      if (blocked) {
        return Reach.BLOCKED;
      }
      if (testOk == null) {
        return Reach.UNTESTED;
      }
      return testOk ? Reach.TESTED : Reach.FAILED;
    }
  }

  /// One change of contacts after the other; reading goes on meanwhile.
  @SqlUpdate("LOCK TABLE contact IN SHARE ROW EXCLUSIVE MODE")
  void lock();

  /// Those of one source and the owner, in their order. The end of a test is read from the message
  /// itself until it is settled.
  @SqlQuery(
      """
      SELECT
        contact.id,
        contact.role,
        contact.person_id,
        contact.name,
        contact.source,
        coalesce(
          staff.name, nullif(person.first_name, ''), staff.first_name) AS called,
        coalesce(person.username, staff.username) AS username,
        person.language,
        coalesce(person.language_code, '') AS language_code,
        person.id IS NOT NULL AND chat.id IS NOT NULL AS started,
        coalesce(person.blocked_at IS NOT NULL OR chat.unreachable IS NOT NULL, false) AS blocked,
        person.blocked_at,
        contact.test_queued_at,
        CASE
          WHEN test.state IN ('sent', 'failed') AND test.reason IS DISTINCT FROM 'gave_up'
            THEN contact.test_queued_at
          ELSE contact.tested_at
        END AS tested_at,
        CASE
          WHEN test.state = 'sent' THEN true
          WHEN test.state = 'failed' AND test.reason IS DISTINCT FROM 'gave_up' THEN false
          ELSE contact.test_ok
        END AS test_ok
      FROM contact
      LEFT JOIN person ON person.id = contact.person_id
      LEFT JOIN chat ON chat.id = contact.person_id
      LEFT JOIN staff ON staff.person_id = contact.person_id
      LEFT JOIN outgoing AS test ON test.id = contact.test_outgoing_id
      WHERE contact.source IN (:source, 'owner')
      ORDER BY contact.place, contact.id
      """)
  @RegisterConstructorMapper(Row.class)
  List<Row> rows(String source);

  /// @return its id, the same as before if it was there
  @SqlQuery(
      """
      INSERT INTO contact (source, role, place, person_id)
      VALUES (:source, :role, :place, :personId)
      ON CONFLICT (source, role, person_id) WHERE name IS NULL DO UPDATE
      SET place = excluded.place
      RETURNING id
      """)
  long putPerson(String source, String role, int place, long personId);

  /// @return its id, the same as before if it was there
  @SqlQuery(
      """
      INSERT INTO contact (source, role, place, name)
      VALUES (:source, :role, :place, :name)
      ON CONFLICT (source, role, lower(name)) WHERE name IS NOT NULL DO UPDATE
      SET place = excluded.place, name = excluded.name
      RETURNING id
      """)
  long putName(String source, String role, int place, String name);

  @SqlUpdate("DELETE FROM contact WHERE source = :source AND id <> ALL(:kept)")
  int removeOthers(String source, List<Long> kept);

  @SqlUpdate(
      """
      DELETE FROM contact
      WHERE source = 'owner'
        AND person_id IS DISTINCT FROM :owner
      """)
  int removeFormerOwner(@Nullable Long owner);

  /// Whether they pressed Start and can be written to, as far as the database knows.
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT
        FROM person
        JOIN chat ON chat.id = person.id
        WHERE person.id = :personId
      )
      """)
  boolean started(long personId);

  @SqlUpdate(
      """
      UPDATE contact
      SET code_hash = :hash, code_until = :until, code_used_at = NULL
      WHERE id = :id
        AND source <> 'owner'
      """)
  int putCode(long id, byte[] hash, Instant until);

  /// One that a link belongs to.
  record Linked(
      long id,
      String role,
      @Nullable Long personId,
      @Nullable String name,
      String source,
      Instant codeUntil,
      @Nullable Instant codeUsedAt) {

    /// Whether the link is theirs. A username moves with its person, so whoever has it now counts.
    boolean is(long person, @Nullable String username) {
      return name == null
          ? Objects.equals(personId, person)
          : username != null && name.equalsIgnoreCase(username);
    }
  }

  @SqlQuery(
      """
      SELECT id, role, person_id, name, source, code_until, code_used_at
      FROM contact
      WHERE code_hash = :hash
      FOR UPDATE
      """)
  @RegisterConstructorMapper(Linked.class)
  Optional<Linked> linked(byte[] hash);

  @SqlUpdate(
      """
      UPDATE contact
      SET
        test_ok = CASE WHEN person_id = :personId THEN test_ok END,
        tested_at = CASE WHEN person_id = :personId THEN tested_at END,
        person_id = :personId,
        enrolled_at = :now,
        code_used_at = :now
      WHERE id = :id
      """)
  void enrol(long id, long personId, Instant now);

  @SqlUpdate(
      """
      UPDATE contact
      SET test_queued_at = :now, test_outgoing_id = :outgoingId
      WHERE person_id = :personId
      """)
  void tested(long personId, Instant now, long outgoingId);

  /// Keeps how tests ended, for messages are kept for days only. One that nobody knows the end of,
  /// or that waited in vain for Telegram, says nothing of the person.
  ///
  /// @return how many were known to have ended
  @SqlUpdate(
      """
      UPDATE contact
      SET
        tested_at = CASE WHEN ended.known THEN test_queued_at ELSE tested_at END,
        test_ok = CASE WHEN ended.known THEN ended.ok ELSE test_ok END,
        test_why = CASE WHEN ended.known THEN ended.why ELSE test_why END,
        test_outgoing_id = NULL
      FROM (
        SELECT
          waiting.id,
          coalesce(
            test.state IN ('sent', 'failed') AND test.reason IS DISTINCT FROM 'gave_up',
            false) AS known,
          test.state = 'sent' AS ok,
          CASE test.state WHEN 'failed' THEN test.reason END AS why
        FROM contact AS waiting
        LEFT JOIN outgoing AS test ON test.id = waiting.test_outgoing_id
        WHERE waiting.test_outgoing_id IS NOT NULL
          AND (test.id IS NULL OR test.state NOT IN ('queued', 'sending'))
      ) AS ended
      WHERE contact.id = ended.id
      """)
  int settle();

  /// Who failed a test and was there since, or came back from blocking: worth another one.
  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT
        FROM person
        WHERE id = :personId
          AND last_seen_at > :since
      )
      """)
  boolean seenSince(long personId, Instant since);
}
