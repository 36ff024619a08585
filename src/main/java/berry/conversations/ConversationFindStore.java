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
/// and the indexes on them give few rows; a word may still be common where a tag is not, so what
/// few conversations a tag leaves are read. Left to itself PostgreSQL takes the one way for the
/// other: it knows how common a word is only at times, and not at all in a prepared statement.
final class ConversationFindStore {

  private static final int WALK = 500;
  private static final int NARROW = 1_000;

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
    List<String> walked = conditions(wanted, Way.WALK);
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
    Way way = wanted.words() != null && narrow(handle, wanted) ? Way.READ : Way.INDEX;
    return run(
        handle,
        wanted,
        "WITH "
            + asked(wanted)
            + ", place AS ("
            + list(wanted)
            + "), chosen AS MATERIALIZED (SELECT chat_id, at FROM place WHERE "
            + String.join(" AND ", conditions(wanted, way))
            + ") SELECT chat_id, at FROM chosen"
            + wanted.order().by("at", "chat_id")
            + " LIMIT :limit");
  }

  /// Whether the list and its other filters leave so few conversations that it takes less to read
  /// all that was said in them than all that has a word.
  private static boolean narrow(Handle handle, Wanted wanted) {
    List<String> others = filters(wanted, Way.READ);
    String behind =
        "WITH place AS ("
            + list(wanted)
            + ") SELECT chat_id, at FROM place"
            + (others.isEmpty() ? "" : " WHERE " + String.join(" AND ", others))
            + " OFFSET "
            + NARROW
            + " LIMIT 1";
    return run(handle, wanted, behind).isEmpty();
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
          "SELECT chat_id, last_at AS at FROM "
              + newest(wanted.tab())
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

  /// Conversations of a tab, when they are in the order of the newest message. What the tab leaves
  /// out must not be walked over: few of all may be in it.
  private static String newest(Tab tab) {
    String ofChats = "conversation JOIN chat ON chat.id = conversation.chat_id WHERE ";
    return switch (tab) {
      case ALL -> "conversation WHERE ";
      case MINE -> "conversation WHERE " + mine();
      case UNANSWERED -> ofChats + unanswered() + " AND";
      case DONE -> ofChats + "done_at IS NOT NULL AND";
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

  private enum Way {
    /// Each conversation is looked at by itself, one after the other.
    WALK,
    /// Filters by their indexes, then what was said by itself in each that is left.
    READ,
    /// All by indexes.
    INDEX
  }

  private static List<String> conditions(Wanted wanted, Way way) {
    List<String> all = filters(wanted, way);
    if (wanted.words() != null) {
      all.add(way == Way.INDEX ? indexed() : said());
    }
    return all;
  }

  private static List<String> filters(Wanted wanted, Way way) {
    List<String> all = new ArrayList<>();
    if (wanted.tag() != null) {
      all.add(there(way, conversation("tags @> ARRAY[CAST(:tag AS text)]")));
    }
    if (wanted.language() != null) {
      all.add(there(way, person(ConversationRowStore.LANGUAGE + " = :language")));
    }
    if (wanted.source() != null) {
      all.add(there(way, person("source = :source")));
    }
    if (wanted.unread()) {
      all.add(there(way, conversation(unread())));
    }
    return all;
  }

  /// Of what stands behind EXISTS PostgreSQL may well read all there is, to look the few up in it.
  private static String there(Way way, String found) {
    return way == Way.WALK ? "coalesce((" + found + " LIMIT 1), false)" : "EXISTS (" + found + ")";
  }

  private static String person(String condition) {
    return "SELECT true FROM person WHERE person.id = place.chat_id AND " + condition;
  }

  private static String conversation(String condition) {
    return "SELECT true FROM conversation WHERE conversation.chat_id = place.chat_id AND "
        + condition;
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

  /// Reads the names and messages of one conversation. By a function, for an operator would bring
  /// in the index on words, once for each conversation.
  private static String said() {
    return "("
        + there(Way.WALK, conversation("ts_match_vq(words, (SELECT names FROM asked))"))
        + " OR "
        + there(
            Way.WALK,
            "SELECT true FROM message_search WHERE message_search.chat_id = place.chat_id"
                + " AND ts_match_vq(words, (SELECT texts FROM asked))")
        + ")";
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
