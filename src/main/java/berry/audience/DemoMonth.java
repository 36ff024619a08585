package berry.audience;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes up who wrote what in thirty days. The same end and the same seed give the same month.
final class DemoMonth {

  /// Telegram's ids have at most 52 significant bits, and a person's is positive, so nobody can
  /// have these; JavaScript, which reads them as numbers, is exact up to 2^53.
  static final long FIRST_ID = -9_000_000_000_000_000L;

  /// Who answers; outside Telegram's ids as well.
  static final long OPERATOR = FIRST_ID - 1_000_000;

  private static final int PEOPLE = 120;
  private static final int DAYS = 30;

  /// How likely people write in each hour, in UTC; most of them live three hours further east.
  private static final int[] HOURS = {
    2, 1, 1, 1, 3, 8, 16, 30, 44, 52, 56, 54, 50, 52, 50, 46, 44, 42, 40, 34, 26, 16, 8, 4
  };

  private static final int BUSIEST_HOUR = 56;

  record PersonRow(
      long id,
      String firstName,
      @Nullable String username,
      String languageCode,
      @Nullable String source,
      Instant firstSeenAt,
      Instant lastSeenAt,
      @Nullable Instant blockedAt) {}

  record ChatRow(
      long id,
      Instant firstSeenAt,
      Instant lastSeenAt,
      @Nullable Instant waitingSince,
      @Nullable String unreachable) {}

  record MessageRow(
      long chatId,
      long messageId,
      Instant sentAt,
      Instant receivedAt,
      String direction,
      String kind,
      String text,
      boolean staff) {}

  record ReplyRow(long chatId, Instant askedAt, Instant answeredAt, long staffId) {}

  private final Random random;
  private final Instant end;
  private final List<PersonRow> people = new ArrayList<>();
  private final List<ChatRow> chats = new ArrayList<>();
  private final List<MessageRow> messages = new ArrayList<>();
  private final List<ReplyRow> replies = new ArrayList<>();

  private DemoMonth(Instant end, long seed) {
    this.end = end;
    this.random = new Random(seed);
  }

  static DemoMonth until(Instant end, long seed) {
    DemoMonth month = new DemoMonth(Instant.ofEpochSecond(end.getEpochSecond()), seed);
    for (int n = 0; n < PEOPLE; n++) {
      month.addPerson(n);
    }
    return month;
  }

  List<PersonRow> people() {
    return people;
  }

  List<ChatRow> chats() {
    return chats;
  }

  List<MessageRow> messages() {
    return messages;
  }

  List<ReplyRow> replies() {
    return replies;
  }

  private void addPerson(int number) {
    long id = FIRST_ID - number;
    DemoWords words = number % 3 == 2 ? DemoWords.ENGLISH : DemoWords.RUSSIAN;
    // A third knew the bot from the first days on, the others came since.
    double late = number % 3 == 0 ? random.nextDouble() * 0.1 : random.nextDouble() * 0.97;
    Instant first = awake(end.minus(Duration.ofDays(DAYS)).plus(share(late)));
    String source = DemoWords.source(random);
    var talk = new Talk(id, words);
    talk.begin(first, source);
    for (Instant moment : visits(first, number)) {
      talk.visit(moment);
    }
    boolean blocked = number % 17 == 5;
    Instant last = talk.last;
    people.add(
        new PersonRow(
            id,
            words.name(number),
            random.nextInt(3) == 0 ? null : words.username(number),
            words.language(),
            source,
            first,
            last,
            blocked ? last.plusSeconds(30) : null));
    chats.add(
        new ChatRow(
            id, first, last, blocked ? null : talk.waitingSince, blocked ? "blocked" : null));
  }

  /// Few write every day, most now and then.
  private SortedSet<Instant> visits(Instant first, int number) {
    double left = (double) Duration.between(first, end).toSeconds() / share(1).toSeconds();
    int most = number % 10 == 0 ? 88 : number % 4 == 0 ? 42 : 18;
    int count = (int) Math.round((2 + random.nextInt(most)) * left);
    SortedSet<Instant> visits = new TreeSet<>();
    for (int n = 0; n < count; n++) {
      Duration after = Duration.ofSeconds((long) (left * random.nextDouble() * DAYS * 86_400));
      Instant moment = awake(first.plus(after));
      if (moment.isAfter(first.plusSeconds(600))) {
        visits.add(moment);
      }
    }
    return visits;
  }

  /// The moment, or another one near it at which people are up; weekends are quieter.
  private Instant awake(Instant moment) {
    Instant candidate = moment;
    for (int tries = 0; tries < 40; tries++) {
      ZonedDateTime time = candidate.atZone(ZoneOffset.UTC);
      boolean weekend =
          time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
      double chance = (double) HOURS[time.getHour()] / BUSIEST_HOUR * (weekend ? 0.45 : 1);
      if (random.nextDouble() < chance && candidate.isBefore(end)) {
        return candidate;
      }
      candidate = moment.plus(Duration.ofMinutes(random.nextInt(2 * 1440) - 1440));
      if (!candidate.isBefore(end)) {
        candidate = end.minus(Duration.ofMinutes(1L + random.nextInt(1440)));
      }
    }
    return moment.isBefore(end) ? moment : end.minusSeconds(60);
  }

  private static Duration share(double share) {
    return Duration.ofSeconds((long) (share * DAYS * 86_400));
  }

  /// One person's conversation, written down in the order of time.
  private final class Talk {

    private final long id;
    private final DemoWords words;
    private long next = 1;
    private Instant last = Instant.EPOCH;
    private @Nullable Instant waitingSince;

    Talk(long id, DemoWords words) {
      this.id = id;
      this.words = words;
    }

    void begin(Instant at, @Nullable String source) {
      in(at, source == null ? "/start" : "/start " + source);
      out(at.plusSeconds(1), words.greeting(), false);
    }

    void visit(Instant wanted) {
      Instant at = wanted.isAfter(last) ? wanted : last.plusSeconds(20L + random.nextInt(90));
      if (!at.isBefore(end)) {
        return;
      }
      if (random.nextInt(9) == 0) {
        String command = words.command(random);
        in(at, command);
        out(at.plusSeconds(1), words.reply(command), false);
        return;
      }
      Instant asked = waitingSince == null ? at : waitingSince;
      Instant latest = at;
      DemoWords.Exchange exchange = words.exchange(random);
      int count = 1 + random.nextInt(3);
      for (int n = 0; n < count && latest.isBefore(end); n++) {
        in(latest, n == 0 ? exchange.question() : words.more(random));
        latest = latest.plusSeconds(15L + random.nextInt(150));
      }
      answer(exchange.answer(), asked, last);
    }

    private void answer(String text, Instant asked, Instant after) {
      Instant at = after.plus(delay(after));
      boolean forgotten = after.isAfter(end.minus(Duration.ofHours(20))) && random.nextInt(6) == 0;
      if (forgotten || !at.isBefore(end)) {
        waitingSince = asked;
        return;
      }
      out(at, text, true);
      replies.add(new ReplyRow(id, asked, at, OPERATOR));
      waitingSince = null;
      if (random.nextInt(3) == 0 && last.plusSeconds(40).isBefore(end)) {
        out(last.plusSeconds(35), words.addition(random), true);
      }
    }

    /// Minutes by day; who writes at night is answered in the morning.
    private Duration delay(Instant at) {
      ZonedDateTime time = at.atZone(ZoneOffset.UTC);
      Duration usual = Duration.ofSeconds((long) Math.exp(6.0 + random.nextGaussian() * 0.9));
      ZonedDateTime opening = time.withHour(6).withMinute(0).withSecond(0).withNano(0);
      if (time.getHour() < 6) {
        return Duration.between(time, opening).plus(usual);
      }
      return time.getHour() >= 20 ? Duration.between(time, opening.plusDays(1)).plus(usual) : usual;
    }

    private void in(Instant at, String text) {
      add(at, "in", text, false);
    }

    private void out(Instant at, String text, boolean staff) {
      add(at, "out", text, staff);
    }

    private void add(Instant at, String direction, String text, boolean staff) {
      Instant received = at.plusMillis(200L + random.nextInt(500));
      messages.add(new MessageRow(id, next++, at, received, direction, "text", text, staff));
      last = at;
    }
  }
}
