package berry.testing;

import berry.database.DataSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Puts rows straight into the tables, for tests of what is read out of them.
public final class Rows {

  private final Jdbi jdbi;
  private final DataSet data;

  public Rows(TestDatabase database) {
    this(database.jdbi(), DataSet.REAL);
  }

  private Rows(Jdbi jdbi, DataSet data) {
    this.jdbi = jdbi;
    this.data = data;
  }

  /// The same for the tables of that data set.
  public Rows in(DataSet other) {
    return new Rows(jdbi, other);
  }

  public void person(long id, String firstName, Instant firstSeenAt) {
    run(
        "INSERT INTO person (id, first_name, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?)",
        id,
        firstName,
        at(firstSeenAt),
        at(firstSeenAt));
    chat(id);
  }

  public void chat(long id) {
    run(
        "INSERT INTO chat (id, type, first_seen_at, last_seen_at)"
            + " VALUES (?, ?, 'epoch', 'epoch') ON CONFLICT DO NOTHING",
        id,
        id > 0 ? "private" : "supergroup");
  }

  /// A message from the person.
  public void said(long chatId, long personId, long messageId, Instant sentAt, String text) {
    message(chatId, personId, messageId, sentAt, "in", text, null);
  }

  /// A message to the person.
  public void told(long chatId, long personId, long messageId, Instant sentAt, String text) {
    message(chatId, personId, messageId, sentAt, "out", text, null);
  }

  public void message(
      long chatId,
      @Nullable Long personId,
      long messageId,
      Instant sentAt,
      String direction,
      @Nullable String text,
      @Nullable Long outgoingId) {
    run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, person_id, direction,"
            + " kind, text, outgoing_id) VALUES (?, ?, ?, ?, ?, ?, 'text', ?, ?)",
        chatId,
        messageId,
        at(sentAt),
        at(sentAt),
        personId,
        direction,
        text,
        outgoingId);
  }

  /// A row of `outgoing`.
  ///
  /// @return its id
  public long outgoing(long chatId, String method, String body, String state, Instant createdAt) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "INSERT INTO outgoing (bot_id, chat_id, method, body, state, created_at)"
                    + " VALUES (1, :chatId, :method, CAST(:body AS jsonb), :state, :createdAt)"
                    + " RETURNING id")
            .bind("chatId", chatId)
            .bind("method", method)
            .bind("body", body)
            .bind("state", state)
            .bind("createdAt", at(createdAt))
            .mapTo(Long.class)
            .one());
  }

  public void run(String sql, @Nullable Object... values) {
    jdbi.useTransaction(transaction -> {
      data.use(transaction);
      transaction.execute(sql, values);
    });
  }

  /// Moments as the driver takes them in [#run].
  public static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
