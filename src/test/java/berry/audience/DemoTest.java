package berry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Rules;
import berry.conversations.StaffMessages;
import berry.database.Changes;
import berry.database.DataSet;
import berry.database.Page;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.testing.MovableClock;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class DemoTest {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final List<String> TABLES =
      List.of("person", "chat", "message", "first_reply", "activity", "person_day");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final MovableClock clock = new MovableClock("2026-03-18T12:07:00Z");
  private final Changes changes = new Changes(database.database(), database.address());
  private final Choices choices =
      new Choices(new Settings(database.database(), changes), Rules.NONE);
  private final Audience audience =
      new Audience(database.database(), choices, clock, StaffMessages::count);

  private final Demo demo = new Demo(changes, clock);

  @Test
  void a_seeded_month_leaves_no_row_in_the_real_tables() {
    demo.seed();

    for (String table : TABLES) {
      assertThat(count("SELECT count(*) FROM public." + table)).as(table).isZero();
    }
  }

  @Test
  void real_numbers_do_not_notice_it() {
    demo.seed();

    Overview real = audience.overview(Range.MONTH, MOSCOW, DataSet.REAL);

    for (Tile tile : Tile.values()) {
      assertThat(real.tiles().figure(tile).value()).isZero();
    }
    assertThat(real.lists().commands()).isEmpty();
    assertThat(real.lists().sources()).isEmpty();
    assertThat(real.attention()).isEmpty();
    assertThat(real.period().hasDemo()).isTrue();
    assertThat(count("SELECT count(*) FROM berry_message")).isZero();
  }

  @Test
  void nothing_real_is_seen_in_it() {
    Instant now = clock.instant();
    Rows rows = new Rows(database);
    rows.person(101, "Anna", now);
    rows.said(101, 101, 1, now, "real");
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(now.minus(Duration.ofHours(1))));

    Overview made = audience.overview(Range.MONTH, MOSCOW, DataSet.DEMO);

    for (Tile tile : Tile.values()) {
      assertThat(made.tiles().figure(tile).value()).isZero();
    }
    assertThat(made.attention()).isEmpty();
    assertThat(audience.overview(Range.MONTH, MOSCOW, DataSet.REAL).attention()).hasSize(1);
  }

  @Test
  void removing_it_leaves_real_rows_and_no_made_up_one() {
    new Rows(database).person(101, "Anna", Instant.parse("2026-03-01T12:00:00Z"));
    demo.seed();

    Demo.Amount removed = demo.remove();

    assertThat(removed.people()).isEqualTo(120);
    for (String table : TABLES) {
      assertThat(count("SELECT count(*) FROM demo." + table)).isZero();
    }
    assertThat(count("SELECT count(*) FROM person")).isEqualTo(1);
    assertThat(demo.remove()).isEqualTo(new Demo.Amount(0, 0));
  }

  @Test
  void seeding_again_makes_the_same_month_anew() {
    Demo.Amount amount = demo.seed();
    String first = checksum();

    assertThat(demo.seed()).isEqualTo(amount);
    assertThat(checksum()).isEqualTo(first);
  }

  @Test
  void is_a_believable_month() {
    Demo.Amount amount = demo.seed();

    Overview overview = audience.overview(Range.MONTH, MOSCOW, DataSet.DEMO);
    Overview.Tiles tiles = overview.tiles();
    assertThat(amount.messages()).isBetween(4000, 6000);
    assertThat(tiles.activePeople().value()).isBetween(100L, 120L);
    assertThat(tiles.unansweredNow().value()).isBetween(1L, 20L);
    assertThat(overview.lists().commands()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(overview.lists().sources()).hasSize(5);
    assertThat(count("SELECT count(*) FROM demo.person WHERE blocked_at IS NOT NULL"))
        .isBetween(3L, 12L);
    assertThat(count("SELECT count(DISTINCT language_code) FROM demo.person")).isEqualTo(2);
    assertThat(night()).isLessThan(count("SELECT count(*) FROM demo.message") / 15);
  }

  @Test
  void nothing_in_it_lies_ahead() {
    demo.seed();

    assertThat(
            count(
                "SELECT count(*) FROM demo.message WHERE sent_at > '2026-03-18T12:08:00Z'"
                    + " OR sent_at < '2026-02-15T00:00:00Z'"))
        .isZero();
    assertThat(count("SELECT count(*) FROM demo.chat WHERE waiting_since > '2026-03-18T12:07:00Z'"))
        .isZero();
  }

  @Test
  void a_tile_is_as_many_as_the_rows_behind_it() {
    demo.seed();
    TileRows behind = new TileRows(database.database(), choices, clock);

    for (Tile tile : Tile.values()) {
      long rows = 0;
      String next = null;
      do {
        Page<TileRows.Row> page = behind.rows(tile, Range.WEEK, MOSCOW, DataSet.DEMO, next, 100);
        rows += page.items().size();
        next = page.next();
      } while (next != null);
      assertThat(rows)
          .isEqualTo(
              audience.overview(Range.WEEK, MOSCOW, DataSet.DEMO).tiles().figure(tile).value());
    }
  }

  @Test
  void no_telegram_id_can_meet_one_of_it() {
    demo.seed();

    assertThat(count("SELECT count(*) FROM demo.person WHERE id > -4503599627370496")).isZero();
    assertThat(count("SELECT count(*) FROM demo.person WHERE id < -9007199254740992")).isZero();
  }

  @Test
  void comes_in_under_three_seconds() {
    List<Duration> took = new ArrayList<>();
    // Once is enough: what else the machine does says nothing about the seed.
    for (int times = 0; times < 3 && !tookLess(took, Duration.ofSeconds(3)); times++) {
      demo.remove();
      long before = System.nanoTime();
      demo.seed();
      took.add(Duration.ofNanos(System.nanoTime() - before));
    }

    assertThat(tookLess(took, Duration.ofSeconds(3))).as("it took %s", took).isTrue();
  }

  private static boolean tookLess(List<Duration> all, Duration most) {
    return all.stream().anyMatch(one -> one.compareTo(most) < 0);
  }

  private long night() {
    return count(
        "SELECT count(*) FROM demo.message WHERE extract(hour FROM sent_at AT TIME ZONE 'UTC') < 4");
  }

  private String checksum() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT md5(string_agg(md5(message::text), '' ORDER BY chat_id,"
                        + " message_id)) FROM demo.message")
                .mapTo(String.class)
                .one());
  }

  private long count(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
