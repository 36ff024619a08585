package berry.conversations;

import berry.audience.Replies;
import berry.database.Database;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The small numbers on a person's Home, about their own messages. Days are the viewer's, weeks
/// begin on Monday.
public final class Figures {

  private static final int DAYS = 30;
  private static final int BARS = 14;

  private final Database database;
  private final Replies replies;

  public Figures(Database database) {
    this.database = database;
    this.replies = new Replies(database);
  }

  /// @param mine what the person wrote
  /// @param answers what the bot and the team wrote to them
  public record Bar(LocalDate day, int mine, int answers) {}

  /// @param messages all the person ever wrote, as far as it is kept
  /// @param thisWeek what they wrote since Monday
  /// @param lastWeek what they wrote in the whole week before
  /// @param activeDays of the last 30 days, today too, those on which they wrote
  /// @param days the last 14 days, oldest first
  public record Numbers(
      long messages, int thisWeek, int lastWeek, int activeDays, List<Bar> days) {}

  public Numbers of(long personId, ZoneId zone, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate first = today.minusDays(DAYS - 1);
    List<Bar> bars = bars(personId, zone, first, today);
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return new Numbers(
        database.jdbi().withExtension(FiguresStore.class, store -> store.messages(personId)),
        written(bars, monday, today.plusDays(1)),
        written(bars, monday.minusWeeks(1), monday),
        (int) bars.stream().filter(bar -> bar.mine() > 0).count(),
        bars.subList(DAYS - BARS, DAYS));
  }

  public Question question(long personId, Instant now) {
    Long usual = replies.usual(now.minus(Period.ofDays(DAYS)));
    Optional<Instant> since = replies.waitingSince(personId);
    if (since.isPresent()) {
      return new Question("waiting", since.get(), null, null, usual);
    }
    return replies
        .answered(personId)
        .map(answer -> new Question("answered", null, answer.at(), answer.by(), usual))
        .orElseGet(() -> new Question("none", null, null, null, usual));
  }

  private List<Bar> bars(long personId, ZoneId zone, LocalDate first, LocalDate last) {
    List<LocalDate> days = first.datesUntil(last.plusDays(1)).toList();
    String midnights =
        days.stream()
            .map(day -> day.atStartOfDay(zone).toInstant().toString())
            .collect(Collectors.joining(",", "{", "}"));
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant to = last.plusDays(1).atStartOfDay(zone).toInstant();
    Map<Integer, FiguresStore.Day> found = new HashMap<>();
    database
        .jdbi()
        .withExtension(FiguresStore.class, store -> store.days(personId, midnights, from, to))
        .forEach(day -> found.put(day.number(), day));
    return Stream.iterate(0, n -> n < days.size(), n -> n + 1)
        .map(n -> bar(days.get(n), found.get(n + 1)))
        .toList();
  }

  private static Bar bar(LocalDate day, FiguresStore.@Nullable Day found) {
    return found == null ? new Bar(day, 0, 0) : new Bar(day, found.mine(), found.answers());
  }

  private static int written(List<Bar> bars, LocalDate from, LocalDate to) {
    return bars.stream()
        .filter(bar -> !bar.day().isBefore(from) && bar.day().isBefore(to))
        .mapToInt(Bar::mine)
        .sum();
  }
}
