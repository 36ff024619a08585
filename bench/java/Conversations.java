import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Fills a database of Berry's with conversations of a year, or prepares what lists are filtered by.
/// Seeded: each run makes the same.
///
/// Texts are Russian, a third with the word "заказ"; "накладная" stands in one of a thousand,
/// "фиолетовый" in one of 50,000, and only in the oldest tenth of conversations "валенки" in every
/// message.
public final class Conversations {

  private Conversations() {}

  /// @param arguments `fill`, `state` or `ask`, JDBC address, user, password, then for `fill` how
  ///   many conversations and messages, for `state` the owner's id, for `ask` a statement
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(arguments[1], arguments[2], arguments[3]);
        Statement statement = connection.createStatement()) {
      switch (arguments[0]) {
        case "fill" ->
            fill(statement, Long.parseLong(arguments[4]), Long.parseLong(arguments[5]));
        case "state" -> state(statement, Long.parseLong(arguments[4]));
        case "ask" -> ask(statement, arguments[4]);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static void fill(Statement statement, long chats, long messages) throws SQLException {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    for (int n = 2; n <= 13; n++) {
      YearMonth month = now.minusMonths(n);
      statement.execute(
          "CREATE TABLE message_%d_%02d PARTITION OF message FOR VALUES FROM ('%s-01') TO ('%s-01')"
              .formatted(month.getYear(), month.getMonthValue(), month, month.plusMonths(1)));
    }
    statement.execute("SELECT setseed(0.25)");
    statement.execute(
        """
        INSERT INTO person (
          id, first_name, last_name, username, language_code, source, first_seen_at, last_seen_at)
        SELECT
          10000000 + n,
          (ARRAY['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Ёлка', 'Mary', 'John'])[1 + n %% 8],
          'Фамилия' || n %% 5000,
          'user_' || n,
          CASE WHEN n %% 5 = 0 THEN 'en' ELSE 'ru' END,
          CASE WHEN n %% 20000 = 7 THEN 'rare' WHEN n %% 3 = 0 THEN 'shop' END,
          now() - interval '365 days',
          now()
        FROM generate_series(1, %d) AS n
        """
            .formatted(chats));
    statement.execute(
        """
        INSERT INTO chat (id, type, first_seen_at, last_seen_at)
        SELECT id, 'private', first_seen_at, last_seen_at FROM person WHERE id > 10000000
        """);
    // Most write a few times, some very often. A conversation lasts three weeks; the higher the id
    // the newer.
    statement.execute(
        """
        INSERT INTO message (
          chat_id, message_id, sent_at, received_at, person_id, direction, kind, text)
        SELECT
          10000000 + chat, number, at, at, 10000000 + chat,
          CASE WHEN number %% 2 = 1 THEN 'in' ELSE 'out' END,
          'text',
          concat_ws(' ',
            CASE WHEN dice < 0.333 THEN 'заказ' END,
            CASE WHEN dice > 0.999 THEN 'накладная' END,
            CASE WHEN number = 1 AND chat %% 5000 = 77 THEN 'фиолетовый' END,
            CASE WHEN chat <= %2$d / 10 THEN 'валенки' END,
            words[1 + (dice * 7919)::int %% 40],
            words[1 + (dice * 104729)::int %% 40],
            words[1 + (dice * 1299709)::int %% 40],
            'слово' || (dice * 50000)::int,
            words[1 + (dice * 15485863)::int %% 40])
        FROM (
          SELECT
            chat,
            row_number() OVER (PARTITION BY chat ORDER BY n) AS number,
            now() - interval '364 days' + chat * interval '340 days' / %2$d
              + n * interval '20 days' / %1$d AS at,
            random() AS dice
          FROM (
            SELECT n, 1 + (power(random(), 1.3) * (%2$d - 1))::int AS chat
            FROM generate_series(1, %1$d) AS n
          ) AS drawn
        ) AS said
        CROSS JOIN (
          SELECT string_to_array(
            'когда где почему сколько доставка товар оплата карта чек возврат размер цвет склад'
            || ' курьер адрес город улица телефон почта скидка купон ответ вопрос помощь спасибо'
            || ' здравствуйте пожалуйста сегодня завтра вчера утром вечером готово получил жду'
            || ' проверьте отправили упаковка магазин письмо', ' ') AS words
        ) AS vocabulary
        """
            .formatted(messages, chats));
    statement.execute("ANALYZE");
  }

  private static void state(Statement statement, long owner) throws SQLException {
    statement.execute(
        """
        UPDATE chat
        SET waiting_since = last_at - interval '1 minute'
        FROM conversation
        WHERE chat_id = id AND id % 50 = 0 AND id > 10000000
        """);
    statement.execute(
        """
        UPDATE chat
        SET done_at = last_at + interval '1 hour'
        FROM conversation
        WHERE chat_id = id AND id % 50 <> 0 AND id % 5 < 3 AND id > 10000000
        """);
    statement.execute(
        "UPDATE conversation SET assignee = %d WHERE chat_id %% 100 = 3".formatted(owner));
    statement.execute(
        """
        UPDATE conversation
        SET tags = CASE WHEN chat_id % 4000 = 11 THEN '{rare,common}' ELSE '{common}' END::text[]
        WHERE chat_id % 5 = 1
        """);
    statement.execute("VACUUM ANALYZE");
  }

  private static void ask(Statement statement, String sql) throws SQLException {
    if (!statement.execute(sql)) {
      return; // it had nothing to tell
    }
    try (var found = statement.getResultSet()) {
      while (found.next()) {
        System.out.println(found.getString(1));
      }
    }
  }
}
