package berry.conversations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/// Which conversations a list has, and in what order.
///
/// A list with filters is looked for in two ways. First along its order: of the next 500 those that
/// fit. What is common, such as a word of every third message, fills a page at once like that,
/// where an index on it would give a third of all messages. If it does not, the filters are rare,
/// and the indexes on them give few rows. Left to itself PostgreSQL takes the one way for the
/// other: it knows how common a word is only at times, and not at all in a prepared statement.
final class ConversationFindStore {

  private static final int WALK = 500;

  private ConversationFindStore() {}

  /// A list from a place (at, chatId) on.
  ///
  /// @param staffId who asks
  /// @param words null for no search
  record Wanted(
      Tab tab,
      long staffId,
      @Nullable String tag,
      @Nullable String language,
      @Nullable String source,
      boolean unread,
      SearchWords.@Nullable Wanted words,
      Instant at,
      long chatId,
      int limit,
      Instant now) {

    /// What is searched for stands newest first, in any list.
    Order order() {
      return words != null
          ? Order.NEWEST
          : switch (tab) {
            case UNANSWERED -> Order.WAITING;
            case MINE, ALL -> Order.NEWEST;
            case DONE -> Order.DONE;
          };
    }
  }

  /// @param at by what the list is ordered
  record Found(long chatId, Instant at) {}

  enum Order {
    WAITING("", ">"),
    NEWEST(" DESC", "<"),
    DONE(" DESC", "<");

    private final String direction;
    private final String follows;

    Order(String direction, String follows) {
      this.direction = direction;
      this.follows = follows;
    }

    private String by(String at, String chatId) {
      return " ORDER BY " + at + direction + ", " + chatId + direction;
    }

    private String after(String at, String chatId) {
      return " (" + at + ", " + chatId + ") " + follows + " (:at, :chatId)";
    }
  }

  static List<Found> find(Handle handle, Wanted wanted) {
    List<String> walked = conditions(wanted, true);
    if (walked.isEmpty()) {
      return run(handle, wanted, list(wanted) + order(wanted) + " LIMIT :limit");
    }
    // For one page it would take longer to compile the plan than to carry it out.
    handle.execute("SELECT set_config('jit', 'off', true)");
    List<Found> near =
        run(
            handle,
            wanted,
            "WITH "
                + asked(wanted)
                + " SELECT chat_id, at FROM ("
                + list(wanted)
                + order(wanted)
                + " LIMIT "
                + WALK
                + ") AS place WHERE "
                + String.join(" AND ", walked)
                + wanted.order().by("at", "chat_id")
                + " LIMIT :limit");
    if (near.size() >= wanted.limit()) {
      return near;
    }
    return run(
        handle,
        wanted,
        "WITH "
            + asked(wanted)
            + ", place AS ("
            + list(wanted)
            + "), chosen AS MATERIALIZED (SELECT chat_id, at FROM place WHERE "
            + String.join(" AND ", conditions(wanted, false))
            + ") SELECT chat_id, at FROM chosen"
            + wanted.order().by("at", "chat_id")
            + " LIMIT :limit");
  }

  /// What is searched for, worked out once: in a prepared statement it would be for each row.
  private static String asked(Wanted wanted) {
    return "asked AS MATERIALIZED (SELECT "
        + (wanted.words() == null
            ? "true"
            : SearchWords.NAME_QUERY + " AS names, " + SearchWords.TEXT_QUERY + " AS texts")
        + ")";
  }

  /// The list without filters, from the place on.
  private static String list(Wanted wanted) {
    return switch (wanted.order()) {
      case WAITING ->
          "SELECT id AS chat_id, waiting_since AS at FROM chat WHERE "
              + unanswered()
              + " AND"
              + Order.WAITING.after("waiting_since", "id");
      case DONE ->
          "SELECT id AS chat_id, done_at AS at FROM chat WHERE done_at IS NOT NULL AND"
              + Order.DONE.after("done_at", "id");
      case NEWEST ->
          "SELECT chat_id, last_at AS at FROM conversation WHERE"
              + (wanted.tab() == Tab.MINE ? mine() : "")
              + Order.NEWEST.after("last_at", "chat_id");
    };
  }

  private static String order(Wanted wanted) {
    return switch (wanted.order()) {
      case WAITING -> Order.WAITING.by("waiting_since", "id");
      case NEWEST -> Order.NEWEST.by("last_at", "chat_id");
      case DONE -> Order.DONE.by("done_at", "id");
    };
  }

  private static String mine() {
    return """
     assignee = :staffId
      AND NOT EXISTS (
        SELECT
        FROM chat
        WHERE chat.id = conversation.chat_id
          AND chat.done_at IS NOT NULL
      )
      AND\
    """;
  }

  /// The same as the tile of the overview counts, but for the limit.
  private static String unanswered() {
    return """
    waiting_since IS NOT NULL
      AND coalesce(snoozed_until <= :now, true)
      AND NOT EXISTS (SELECT FROM staff WHERE staff.person_id = chat.id)
    """;
  }

  private static List<String> conditions(Wanted wanted, boolean walking) {
    List<String> all = new ArrayList<>();
    if (wanted.order() == Order.NEWEST && wanted.tab() == Tab.UNANSWERED) {
      all.add("EXISTS (" + chat(unanswered()) + ")");
    }
    if (wanted.order() == Order.NEWEST && wanted.tab() == Tab.DONE) {
      all.add("EXISTS (" + chat("done_at IS NOT NULL") + ")");
    }
    if (wanted.tag() != null) {
      all.add("EXISTS (" + conversation("tags @> ARRAY[CAST(:tag AS text)]") + ")");
    }
    if (wanted.language() != null) {
      all.add("EXISTS (" + person(ConversationRowStore.LANGUAGE + " = :language") + ")");
    }
    if (wanted.source() != null) {
      all.add("EXISTS (" + person("source = :source") + ")");
    }
    if (wanted.unread()) {
      all.add("EXISTS (" + conversation(unread()) + ")");
    }
    if (wanted.words() != null) {
      all.add(walking ? said() : indexed());
    }
    return all;
  }

  private static String chat(String condition) {
    return "SELECT FROM chat WHERE chat.id = place.chat_id AND " + condition;
  }

  private static String person(String condition) {
    return "SELECT FROM person WHERE person.id = place.chat_id AND " + condition;
  }

  private static String conversation(String condition) {
    return "SELECT FROM conversation WHERE conversation.chat_id = place.chat_id AND " + condition;
  }

  private static String unread() {
    return """
    last_in_at > coalesce(
      (
        SELECT read_at
        FROM conversation_read
        WHERE conversation_read.chat_id = conversation.chat_id
          AND staff_id = :staffId
      ),
      '-infinity')
    """;
  }

  /// Reads the messages of one conversation. By a function, for an operator would bring in the
  /// index on words, once for each conversation.
  private static String said() {
    return "(EXISTS ("
        + conversation("ts_match_vq(words, (SELECT names FROM asked))")
        + ") OR coalesce((SELECT true FROM message_search"
        + " WHERE message_search.chat_id = place.chat_id"
        + " AND ts_match_vq(words, (SELECT texts FROM asked)) LIMIT 1), false))";
  }

  private static String indexed() {
    return "chat_id IN ("
        + "SELECT chat_id FROM conversation WHERE words @@ (SELECT names FROM asked)"
        + " UNION ALL"
        + " SELECT chat_id FROM message_search WHERE words @@ (SELECT texts FROM asked))";
  }

  private static List<Found> run(Handle handle, Wanted wanted, String sql) {
    SearchWords.Wanted words = wanted.words();
    Query query =
        handle
            .createQuery(sql)
            .configure(SqlStatements.class, all -> all.setUnusedBindingAllowed(true))
            .bind("at", wanted.at())
            .bind("chatId", wanted.chatId())
            .bind("limit", wanted.limit())
            .bind("staffId", wanted.staffId())
            .bind("tag", wanted.tag())
            .bind("language", wanted.language())
            .bind("source", wanted.source())
            .bind("now", wanted.now());
    if (words != null) {
      query.bind("words", words.words()).bind("last", words.last());
    }
    return query
        .map(
            (row, context) -> new Found(row.getLong("chat_id"), row.getTimestamp("at").toInstant()))
        .list();
  }
}
