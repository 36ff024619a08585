package berry.audience;

import berry.database.DataSet;
import berry.database.Database;
import berry.settings.Choices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// Works out an [Overview]: all of it from one snapshot, so that its parts agree.
public final class Audience {

  private final Database database;
  private final Choices choices;
  private final Clock clock;
  private final Overview.Answerer.Messages staffMessages;

  /// @param staffMessages who counts what the team wrote
  public Audience(
      Database database, Choices choices, Clock clock, Overview.Answerer.Messages staffMessages) {
    this.database = database;
    this.choices = choices;
    this.clock = clock;
    this.staffMessages = staffMessages;
  }

  /// @param zone the viewer's, whose days and hours count
  public Overview overview(Range range, ZoneId zone, DataSet data) {
    Instant now = clock.instant();
    Duration limit = choices.answerLimit();
    return database
        .jdbi()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            transaction -> {
              data.use(transaction);
              return read(transaction, range, zone, limit, now);
            });
  }

  private Overview read(Handle transaction, Range range, ZoneId zone, Duration limit, Instant now) {
    AudienceStore store = transaction.attach(AudienceStore.class);
    @Nullable Instant first = store.first().orElse(null);
    Window window = Window.of(range, zone, now, first);
    List<Instant> previous = known(window, first) ? window.previous() : null;
    Sums in = sums(store, "messages_in", window.bounds());
    Sums out = sums(store, "messages_out", window.bounds());
    Sums fresh = newPeople(store, window.bounds());
    Sums active = activePeople(store, window.bounds());
    Sums inBefore = previous == null ? null : sums(store, "messages_in", previous);
    Sums outBefore = previous == null ? null : sums(store, "messages_out", previous);
    Overview.Tiles tiles =
        new Overview.Tiles(
            unanswered(store, limit, window, previous != null, now),
            number(active, previous == null ? null : activePeople(store, previous)),
            number(fresh, previous == null ? null : newPeople(store, previous)),
            number(in, inBefore));
    return new Overview(
        new Overview.Period(
            range.word(),
            zone.getId(),
            window.from(),
            window.to(),
            store.hasDemo(),
            (int) limit.toMinutes()),
        Stream.of(store.unanswered(now.minus(limit), now)).filter(one -> one.count() > 0).toList(),
        tiles,
        new Overview.Series(
            window.bucket(),
            window.bounds().subList(0, window.size()),
            in.each(),
            out.each(),
            inBefore == null ? null : inBefore.each(),
            outBefore == null ? null : outBefore.each(),
            fresh.each(),
            active.without(fresh)),
        new Overview.Lists(
            store.commands(window.from(), window.to()),
            store.origins(window.from(), window.to()).stream().map(Audience::source).toList(),
            store.others(window.from(), window.to()),
            staff(transaction, window)));
  }

  private List<Overview.Answerer> staff(Handle transaction, Window window) {
    Map<Long, Long> messages = staffMessages.count(transaction, window.from(), window.to());
    Map<Long, Long> waits = new HashMap<>();
    var store = transaction.attach(AnswererStore.class);
    store
        .medians(window.from(), window.to())
        .forEach(one -> waits.put(one.staffId(), Math.round(one.seconds())));
    Set<Long> all = new TreeSet<>(messages.keySet());
    all.addAll(waits.keySet());
    return store.names(List.copyOf(all)).stream()
        .map(one ->
            new Overview.Answerer(
                one.staffId(),
                one.name(),
                messages.getOrDefault(one.staffId(), 0L),
                waits.get(one.staffId())))
        .sorted(
            Comparator.comparingLong(Overview.Answerer::messages)
                .reversed()
                .thenComparing(Overview.Answerer::name)
                .thenComparingLong(Overview.Answerer::id))
        .toList();
  }

  static String array(List<Instant> moments) {
    return moments.stream().map(Instant::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /// Whether Berry was there for the whole of the period before: a comparison with a part of it
  /// would praise every new bot.
  private static boolean known(Window window, @Nullable Instant first) {
    List<Instant> previous = window.previous();
    return previous != null && first != null && !first.isAfter(previous.getFirst());
  }

  private static Overview.Figure number(Sums sums, @Nullable Sums before) {
    return new Overview.Figure(
        sums.total(), before == null ? null : before.total(), new ArrayList<>(sums.each()));
  }

  /// How many had waited too long at the end of each bucket, one period ago, and now.
  private static Overview.Figure unanswered(
      AudienceStore store, Duration limit, Window window, boolean known, Instant now) {
    List<Instant> moments = new ArrayList<>();
    Instant before = window.before();
    boolean compared = known && before != null;
    if (compared) {
      moments.add(before);
    }
    moments.addAll(window.bounds().subList(1, window.size()));
    moments.add(now);
    List<@Nullable Long> counts = new ArrayList<>(Collections.nCopies(moments.size(), 0L));
    for (AudienceStore.Wait wait :
        store.waits(limit.toSeconds(), array(moments), moments.getFirst(), now)) {
      for (int n = wait.first(); n < wait.last(); n++) {
        Long count = counts.get(n);
        counts.set(n, (count == null ? 0 : count) + wait.count());
      }
    }
    Long value = counts.getLast();
    return new Overview.Figure(
        value == null ? 0 : value,
        compared ? counts.getFirst() : null,
        List.copyOf(compared ? counts.subList(1, counts.size()) : counts));
  }

  private static Sums sums(AudienceStore store, String metric, List<Instant> bounds) {
    return Sums.of(bounds, store.sums(metric, array(bounds), bounds.getFirst(), bounds.getLast()));
  }

  private static Sums newPeople(AudienceStore store, List<Instant> bounds) {
    return Sums.of(bounds, store.newPeople(array(bounds), bounds.getFirst(), bounds.getLast()));
  }

  private static Sums activePeople(AudienceStore store, List<Instant> bounds) {
    Quarters quarters = Quarters.of(bounds);
    return Sums.distinct(
        bounds,
        store.activePeople(
            quarters.numbers(), quarters.days(), quarters.masks(), quarters.first()));
  }

  private static Overview.Source source(AudienceStore.Origin origin) {
    return new Overview.Source(
        origin.source(),
        origin.newPeople(),
        origin.asked() == 0 ? null : (double) origin.answered() / origin.asked());
  }
}
