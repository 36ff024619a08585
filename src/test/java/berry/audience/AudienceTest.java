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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sql")
final class AudienceTest {

  private static final long STAFF = 900;
  private static final long DEMO = -1;

  /// A Wednesday, ten days after clocks went forward in New York.
  private static final Instant NOW = Instant.parse("2026-03-18T12:07:00Z");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Rows made = rows.in(DataSet.DEMO);
  private final MovableClock clock = new MovableClock(NOW.toString());
  private final Settings settings =
      new Settings(database.database(), new Changes(database.database(), database.address()));
  private final Choices choices = new Choices(settings, Rules.NONE);
  private final Audience audience =
      new Audience(database.database(), choices, clock, StaffMessages::count);
  private final TileRows behind = new TileRows(database.database(), choices, clock);

  @Test
  void an_empty_database_has_zeros_and_nothing_to_compare_with() {
    for (Range range : Range.values()) {
      Overview overview = audience.overview(range, ZoneOffset.UTC, DataSet.REAL);

      assertThat(overview.tiles().messagesIn().value()).isZero();
      assertThat(overview.tiles().messagesIn().previous()).isNull();
      assertThat(overview.tiles().unansweredNow().previous()).isNull();
      assertThat(overview.series().previousMessagesIn()).isNull();
      assertThat(overview.attention()).isEmpty();
      assertThat(overview.period().hasDemo()).isFalse();
    }
  }

  @Test
  void the_team_and_demonstration_data_are_left_out() {
    rows.run("INSERT INTO staff (person_id, role) VALUES (?, 'operator')", STAFF);
    wrote(rows, STAFF, 1, NOW.minusSeconds(60), true);
    wrote(made, DEMO, 2, NOW.minusSeconds(60), false);
    for (Rows each : List.of(rows, made)) {
      each.run("UPDATE chat SET waiting_since = ?", Rows.at(NOW.minusSeconds(7200)));
    }

    Overview real = audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL);
    Overview demo = audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.DEMO);

    assertThat(values(real)).containsExactly(0L, 0L, 0L, 0L);
    assertThat(values(demo)).containsExactly(1L, 1L, 1L, 1L);
    assertThat(real.period().hasDemo()).isTrue();
  }

  @Test
  void a_day_is_the_viewers_day() {
    wrote(1, 1, Instant.parse("2026-03-17T18:29:59Z"));
    wrote(2, 2, Instant.parse("2026-03-17T18:30:00Z"));
    wrote(3, 3, Instant.parse("2026-03-17T18:15:00Z"));

    // Midnight is at 18:30 UTC in Kolkata and at 18:15 in Kathmandu.
    Overview kolkata = audience.overview(Range.WEEK, ZoneId.of("Asia/Kolkata"), DataSet.REAL);
    Overview kathmandu = audience.overview(Range.WEEK, ZoneId.of("Asia/Kathmandu"), DataSet.REAL);

    assertThat(kolkata.series().messagesIn().subList(5, 7)).containsExactly(2L, 1L);
    assertThat(kolkata.tiles().activePeople().series().subList(5, 7)).containsExactly(2L, 1L);
    assertThat(kathmandu.series().messagesIn().subList(5, 7)).containsExactly(0L, 3L);
    assertThat(kathmandu.tiles().activePeople().series().subList(5, 7)).containsExactly(0L, 3L);
  }

  @Test
  void a_person_of_two_days_counts_once_in_the_week() {
    wrote(1, 1, NOW.minus(Duration.ofDays(1)));
    wrote(1, 2, NOW);

    Overview.Figure active =
        audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL).tiles().activePeople();

    assertThat(active.value()).isEqualTo(1);
    assertThat(active.series()).endsWith(1L, 1L);
  }

  @Test
  void compares_with_the_same_stretch_of_time_before() {
    wrote(1, 1, NOW.minus(Duration.ofDays(14)));
    wrote(1, 2, NOW.minus(Duration.ofDays(7)));
    wrote(1, 3, NOW.minus(Duration.ofDays(7)).plus(Duration.ofHours(1)));
    wrote(1, 4, NOW);

    Overview overview = audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL);

    // What came a week ago, but later in the day than it is now, is not held against today.
    assertThat(overview.tiles().messagesIn().previous()).isEqualTo(1);
    assertThat(overview.series().previousMessagesIn()).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 1L);
  }

  @Test
  void compares_with_nothing_when_it_was_there_for_a_part_of_the_time_only() {
    wrote(1, 1, NOW.minus(Duration.ofDays(10)));

    Overview overview = audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL);

    assertThat(overview.tiles().messagesIn().previous()).isNull();
    assertThat(overview.series().previousMessagesIn()).isNull();
    assertThat(overview.tiles().unansweredNow().series()).hasSize(7);
  }

  @Test
  void knows_who_waited_too_long_at_moments_of_the_past() {
    wrote(1, 1, NOW.minus(Duration.ofDays(20)));
    reply(1, Duration.ofDays(8), Duration.ofDays(2));
    reply(1, Duration.ofDays(3), Duration.ofMinutes(15));
    reply(1, Duration.ofDays(2), Duration.ofMinutes(16));
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOW.minus(Duration.ofHours(24))));

    Overview.Figure unanswered =
        audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL).tiles().unansweredNow();

    assertThat(unanswered.previous()).isEqualTo(1);
    assertThat(unanswered.value()).isEqualTo(1);
    assertThat(unanswered.series()).containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 1L);
  }

  @Test
  void a_person_is_unanswered_from_the_owners_limit_on() {
    settings.put("answerLimit", "PT30M", null);
    wrote(1, 1, NOW.minus(Duration.ofMinutes(30)));
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOW.minus(Duration.ofMinutes(30))));
    assertThat(unanswered()).isEqualTo(1);

    clock.pass(Duration.ofSeconds(-1));
    assertThat(unanswered()).isZero();
    assertThat(audience.overview(Range.DAY, ZoneOffset.UTC, DataSet.REAL).period().limitMinutes())
        .isEqualTo(30);
  }

  @Test
  void says_who_waits_for_too_long() {
    wrote(1, 1, NOW.minus(Duration.ofHours(1)));
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOW.minus(Duration.ofHours(1))));

    assertThat(audience.overview(Range.DAY, ZoneOffset.UTC, DataSet.REAL).attention())
        .containsExactly(new Overview.Attention("unanswered", 1, NOW.minus(Duration.ofHours(1))));
  }

  @Test
  void who_is_snoozed_does_not_wait_now_but_did_before() {
    wrote(1, 1, NOW.minus(Duration.ofHours(3)));
    rows.run("UPDATE chat SET waiting_since = ?", Rows.at(NOW.minus(Duration.ofHours(3))));
    rows.run("UPDATE chat SET snoozed_until = ?", Rows.at(NOW.plusSeconds(60)));

    Overview overview = audience.overview(Range.DAY, ZoneOffset.UTC, DataSet.REAL);

    assertThat(overview.tiles().unansweredNow().value()).isZero();
    assertThat(overview.tiles().unansweredNow().series()).endsWith(1L, 1L, 0L);
    assertThat(overview.attention()).isEmpty();
    assertThat(count(Tile.UNANSWERED_NOW, Range.DAY, ZoneOffset.UTC, DataSet.REAL)).isZero();
    assertThat(counts()).isEqualTo(new ChatCounts(0, 0, 0));

    clock.pass(Duration.ofSeconds(60));
    assertThat(unanswered()).isEqualTo(1);
    assertThat(counts()).isEqualTo(new ChatCounts(1, 1, 0));
  }

  @Test
  void lists_commands_and_where_people_came_from() {
    sum("commands:start", NOW, 3);
    sum("commands:help", NOW, 5);
    sum("buttons", NOW, 4);
    wrote(1, 1, NOW);
    wrote(2, 1, NOW);
    wrote(3, 1, NOW);
    rows.run("UPDATE person SET source = 'shop' WHERE id <> 3");
    rows.run("UPDATE chat SET waiting_since = ? WHERE id = 1", Rows.at(NOW));
    reply(2, Duration.ofMinutes(5), Duration.ofMinutes(1));

    Overview.Lists lists = audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL).lists();

    assertThat(lists.commands())
        .containsExactly(
            new Overview.Command("/help", 5),
            new Overview.Command("buttons", 4),
            new Overview.Command("/start", 3));
    assertThat(lists.sources())
        .containsExactly(new Overview.Source("shop", 2, 0.5), new Overview.Source("", 1, null));
  }

  /// The promise under every number: the tile, and the rows one sees behind it, are the same.
  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"})
  void a_tile_is_as_many_as_the_rows_behind_it(String zone) {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed + " in " + zone);
    Random random = new Random(seed);
    clock.set(NOW.plusSeconds(random.nextInt(86_400)));
    fill(random);

    // In turns, so that one connection's prepared statements meet the tables of both.
    for (Range range : Range.values()) {
      for (DataSet data : DataSet.values()) {
        Overview overview = audience.overview(range, ZoneId.of(zone), data);
        if (data == DataSet.REAL) {
          assertThat(overview.tiles().unansweredNow().value()).isEqualTo(counts().overLimit());
        }
        for (Tile tile : Tile.values()) {
          assertThat(count(tile, range, ZoneId.of(zone), data))
              .as("%s of %s, %s, seed %d", tile, range, data, seed)
              .isEqualTo(overview.tiles().figure(tile).value());
        }
        assertThat(overview.series().messagesIn().stream().mapToLong(one -> one).sum())
            .isEqualTo(overview.tiles().messagesIn().value());
      }
    }
  }

  private void fill(Random random) {
    rows.run("INSERT INTO staff (person_id, role) VALUES (?, 'operator')", STAFF);
    for (int n = 1; n <= 300; n++) {
      long person = random.nextInt(12) == 0 ? STAFF : 1 + random.nextInt(25);
      // Ids that are real people's, too: only the tables tell them apart.
      boolean real = person == STAFF || random.nextInt(5) > 0;
      Duration ago = Duration.ofSeconds((long) Math.pow(10, 2 + random.nextDouble() * 5.6));
      wrote(real ? rows : made, person, n, clock.instant().minus(ago), person == STAFF);
    }
    for (Rows each : List.of(rows, made)) {
      each.run(
          "UPDATE chat SET waiting_since = ?::timestamptz - id * interval '3 minutes'"
              + " WHERE id % 2 = 0",
          Rows.at(clock.instant()));
      each.run(
          "UPDATE chat SET snoozed_until = ?::timestamptz + (id - 10) * interval '1 minute'"
              + " WHERE id % 3 = 0",
          Rows.at(clock.instant()));
    }
  }

  private ChatCounts counts() {
    Instant now = clock.instant();
    return database
        .jdbi()
        .withHandle(handle -> ChatCounts.read(handle, now.minus(choices.answerLimit()), now));
  }

  private long count(Tile tile, Range range, ZoneId zone, DataSet data) {
    Set<TileRows.Row> seen = new HashSet<>();
    long count = 0;
    String next = null;
    do {
      Page<TileRows.Row> page = behind.rows(tile, range, zone, data, next, 7);
      count += page.items().size();
      seen.addAll(page.items());
      next = page.next();
    } while (next != null);
    assertThat(seen).hasSize((int) count);
    return count;
  }

  private long unanswered() {
    return audience
        .overview(Range.DAY, ZoneOffset.UTC, DataSet.REAL)
        .tiles()
        .unansweredNow()
        .value();
  }

  private static List<Long> values(Overview overview) {
    return Arrays.stream(Tile.values()).map(tile -> overview.tiles().figure(tile).value()).toList();
  }

  private void wrote(long person, int message, Instant at) {
    wrote(rows, person, message, at, false);
  }

  @Test
  void tells_who_of_the_team_answered_and_how_soon() {
    rows.person(9, "Olga", NOW);
    rows.person(8, "Ivan", NOW);
    rows.run("INSERT INTO staff (person_id, role, name) VALUES (9, 'operator', 'Support')");
    reply(71, Duration.ofHours(5), Duration.ofMinutes(1));
    reply(72, Duration.ofHours(5), Duration.ofMinutes(4));
    reply(73, Duration.ofHours(5), Duration.ofMinutes(9));
    reply(74, Duration.ofHours(5), Duration.ofMinutes(16));
    reply(79, Duration.ofDays(9), Duration.ofDays(1));
    for (int n = 1; n <= 6; n++) {
      Instant at = NOW.minus(Duration.ofDays(n == 6 ? 9 : 1));
      rows.told(71, 71, n, at, "answer");
      rows.run("UPDATE message SET staff_id = ? WHERE message_id = ?", n < 3 ? 9 : 8, n);
    }
    rows.told(71, 71, 10, NOW, "of the bot");

    List<Overview.Answerer> staff =
        audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL).lists().staff();

    assertThat(staff)
        .containsExactly(
            new Overview.Answerer(8, "Ivan", 3, null),
            new Overview.Answerer(9, "Support", 2, 390L));
    Overview.Period period = audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.REAL).period();
    for (Overview.Answerer one : staff) {
      assertThat(
              database.one(
                  ("SELECT count(*) FROM message WHERE staff_id = %d"
                          + " AND sent_at >= '%s' AND sent_at < '%s'")
                      .formatted(one.id(), period.from(), period.to())))
          .isEqualTo(Long.toString(one.messages()));
    }
    assertThat(audience.overview(Range.WEEK, ZoneOffset.UTC, DataSet.DEMO).lists().staff())
        .isEmpty();
  }

  /// What the inbox stores of a message, written down anew from its definition.
  private static void wrote(Rows to, long person, int message, Instant at, boolean staff) {
    to.run(
        "INSERT INTO person (id, first_name, first_seen_at, last_seen_at)"
            + " VALUES (?, 'P', ?, ?) ON CONFLICT (id) DO UPDATE"
            + " SET first_seen_at = least(person.first_seen_at, excluded.first_seen_at)",
        person,
        Rows.at(at),
        Rows.at(at));
    to.chat(person);
    to.run(
        "INSERT INTO message (chat_id, message_id, sent_at, received_at, person_id, direction,"
            + " kind, text, staff) VALUES (?, ?, ?, ?, ?, 'in', 'text', 'm' || ?, ?)",
        person,
        message,
        Rows.at(at),
        Rows.at(at),
        person,
        message,
        staff);
    if (!staff) {
      to.run(
          "INSERT INTO activity AS a (bucket, metric, value)"
              + " VALUES (date_bin('15 minutes', ?, 'epoch'), 'messages_in', 1)"
              + " ON CONFLICT (metric, bucket, shard) DO UPDATE SET value = a.value + 1",
          Rows.at(at));
      to.run(
          "INSERT INTO person_day AS d (day, person_id, quarters)"
              + " SELECT (t AT TIME ZONE 'UTC')::date, ?, set_bit(0::bit(96), (extract(epoch"
              + " FROM t)::bigint % 86400 / 900)::int, 1) FROM (SELECT ?::timestamptz AS t) x"
              + " ON CONFLICT (day, person_id) DO UPDATE"
              + " SET quarters = d.quarters | excluded.quarters",
          person, Rows.at(at));
    }
  }

  private void reply(long chat, Duration askedAgo, Duration waited) {
    rows.run(
        "INSERT INTO first_reply (chat_id, asked_at, answered_at, staff_id) VALUES (?, ?, ?, 9)",
        chat,
        Rows.at(NOW.minus(askedAgo)),
        Rows.at(NOW.minus(askedAgo).plus(waited)));
  }

  private void sum(String metric, Instant at, long value) {
    rows.run(
        "INSERT INTO activity (bucket, metric, value) VALUES (?, ?, ?)",
        Rows.at(at),
        metric,
        value);
  }
}
