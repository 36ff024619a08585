package berry.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.DataSet;
import berry.database.Page;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class FeedTest {

  private static final long ANNA = 101;
  private static final long GROUP = -1001;
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Feed feed = new Feed(database.database());

  @Test
  void demonstration_data_and_real_data_stay_apart() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "real");
    rows.outgoing(ANNA, "sendMessage", "{\"text\": \"real too\"}", "failed", NOON);
    rows.in(DataSet.DEMO).said(-5, -5, 1, NOON, "demo");

    assertThat(feed.newest(null, 10, DataSet.REAL).items())
        .extracting(entry -> entry.item().text())
        .containsExactlyInAnyOrder("real", "real too");
    assertThat(feed.newest(null, 10, DataSet.DEMO).items())
        .extracting(entry -> entry.item().text())
        .containsExactly("demo");
  }

  @Test
  void hides_one_time_codes_from_those_who_read_along() {
    String code = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM_-01";
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "/start claim_" + code);
    rows.told(ANNA, ANNA, 2, NOON, "open https://berry.example/?link=" + code);
    rows.outgoing(
        ANNA, "sendMessage", "{\"text\": \"http://127.0.0.1/?link=" + code + "\"}", "queued", NOON);

    assertThat(feed.newest(null, 10, DataSet.REAL).items())
        .extracting(entry -> entry.item().text())
        .containsExactlyInAnyOrder(
            "/start claim_•••",
            "open https://berry.example/?link=•••",
            "http://127.0.0.1/?link=•••");
  }

  @Test
  void shows_who_wrote_what_and_how_it_went() {
    rows.person(ANNA, "Anna", NOON);
    rows.said(ANNA, ANNA, 1, NOON, "question");
    long queued =
        rows.outgoing(ANNA, "sendMessage", "{\"text\": \"wait\"}", "queued", NOON.plusSeconds(1));
    rows.message(GROUP, null, 5, NOON.plusSeconds(2), "out", "to a group", null);

    List<Feed.Entry> entries = feed.newest(null, 10, DataSet.REAL).items();

    assertThat(entries.get(0).person()).isNull();
    assertThat(entries.get(1).item().id()).isEqualTo("out." + queued);
    assertThat(entries.get(1).item().state()).isEqualTo("queued");
    assertThat(entries.get(1).person()).isEqualTo(new Feed.Person(ANNA, "Anna", null));
    assertThat(entries.get(2))
        .isEqualTo(
            new Feed.Entry(
                new Item(
                    "101.1.1772452800000000",
                    ANNA,
                    "in",
                    "text",
                    "question",
                    NOON,
                    null,
                    "received",
                    null,
                    null,
                    null,
                    null,
                    "person",
                    null,
                    null,
                    null),
                new Feed.Person(ANNA, "Anna", null),
                NOON,
                false));
  }

  @Test
  void pages_show_each_message_once() {
    for (int n = 1; n <= 25; n++) {
      rows.said(ANNA, ANNA, n, NOON, "a" + n);
      rows.said(GROUP, ANNA, n, NOON, "g" + n);
    }

    List<String> seen = new ArrayList<>();
    String next = null;
    do {
      Page<Feed.Entry> page = feed.newest(next, 8, DataSet.REAL);
      page.items().forEach(entry -> seen.add(entry.item().id()));
      next = page.next();
    } while (next != null);

    assertThat(seen).hasSize(50).doesNotHaveDuplicates();
  }
}
