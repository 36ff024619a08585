package berry.alerts;

import berry.access.Staff;
import berry.audience.People;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Lease;
import berry.monitoring.Metric;
import berry.monitoring.MetricsView;
import berry.monitoring.Monitoring;
import berry.monitoring.Readings;
import berry.outbox.Outbox;
import berry.outbox.OutgoingFile;
import berry.outbox.OutgoingFiles;
import berry.settings.Choices;
import berry.settings.Texts;
import berry.telegram.BotApi;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The alert rules as people meet them: where each stands, a test, a silence.
public final class Alerts {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BETWEEN_TESTS = Duration.ofMinutes(1);

  private final Database database;
  private final Changes changes;
  private final Clock clock;
  private final RuleSet rules;
  private final Silences silences;
  private final Outbox outbox;
  private final Messages messages;
  private final Supplier<@Nullable Recipient> recipient;
  private final @Nullable Monitoring monitoring;

  /// @param monitoring null at the command line, where nothing is watched
  /// @param app where Telegram opens the Mini App; null when there is none
  public Alerts(
      Database database,
      Changes changes,
      Clock clock,
      RuleSet rules,
      Silences silences,
      Outbox outbox,
      OutgoingFiles files,
      Choices choices,
      @Nullable Monitoring monitoring,
      Supplier<@Nullable URI> app) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.rules = rules;
    this.silences = silences;
    this.outbox = outbox;
    this.monitoring = monitoring;
    this.messages = new Messages(files, this::hour, app, clock);
    People people = new People(database, changes);
    this.recipient =
        () ->
            Staff.owner(database)
                .map(owner ->
                    new Recipient(
                        owner,
                        Texts.language(null, people.reads(owner).orElse(null)),
                        choices.timeZone()))
                .orElse(null);
  }

  /// One rule and where it stands.
  ///
  /// @param standing null: not judged yet
  /// @param silence that holds now
  /// @param inhibitedBy whose effect it is now
  /// @param lastHour how often it fired
  public record Item(
      Rule rule,
      @Nullable Standing standing,
      @Nullable Silence silence,
      @Nullable String inhibitedBy,
      int lastHour) {

    /// As programs read it: `silenced` before what it is otherwise, when it would be told.
    public String state() {
      Standing known = standing;
      if (known == null || unread(known)) {
        return State.NO_DATA.word();
      }
      return silence != null && known.state().bad() ? "silenced" : known.state().word();
    }

    /// In its first seconds: that nothing was read is not that all is well.
    private static boolean unread(Standing standing) {
      return standing.state() == State.OK && standing.value() == null && !standing.memory().few();
    }

    /// Whether somebody should look.
    public boolean fires() {
      return standing != null && standing.state().bad();
    }

    /// For how long the threshold has been crossed; null unless it waits for its time.
    public @Nullable Double pendingSeconds() {
      Standing known = standing;
      return known != null && known.state() == State.PENDING
          ? (Double) (known.memory().overMillis() / 1_000.0)
          : null;
    }

    /// Why it is as it is.
    public String because() {
      return Because.of(this);
    }
  }

  /// What became of a test.
  public sealed interface Tested {
    record Sent(int to) implements Tested {}

    record Nobody(String why) implements Tested {}

    record TooSoon(Duration pause) implements Tested {}
  }

  public RuleSet rules() {
    return rules;
  }

  public Silences silences() {
    return silences;
  }

  public Clock clock() {
    return clock;
  }

  public List<Item> all() {
    Instant now = clock.instant();
    List<Silence> quiet = silences.current(now);
    Map<String, RuleRecord> cases = database.jdbi().withExtension(AlertStore.class, Ledger::load);
    Map<String, Integer> often = new HashMap<>();
    database
        .jdbi()
        .withExtension(AlertStore.class, store -> store.since(now.minus(HOUR)))
        .forEach(one -> often.merge(one.key(), 1, Integer::sum));
    RuleRecord cause = cases.get(DefaultRules.CAUSE);
    boolean away = cause != null && cause.standing().state().bad();
    List<Item> items = new ArrayList<>();
    for (Rule rule : rules.all()) {
      RuleRecord known = cases.get(rule.key());
      items.add(
          new Item(
              rule,
              known == null || rule.off() ? null : known.standing(),
              quiet.stream().filter(one -> one.covers(rule.key(), now)).findFirst().orElse(null),
              explained(rule, known, away) ? DefaultRules.CAUSE : null,
              often.getOrDefault(rule.key(), 0)));
    }
    return items;
  }

  /// Whether it is the effect of another one, or was when it fired and nobody was told since.
  private static boolean explained(Rule rule, @Nullable RuleRecord known, boolean away) {
    Episode open = known == null ? null : known.open();
    boolean inhibited = open != null && open.announced().equals(Episode.INHIBITED);
    return DefaultRules.EFFECTS.contains(rule.key()) && (away || inhibited);
  }

  /// Maintenance windows that run, or are to come.
  public List<Silence> windows() {
    return silences.current(clock.instant()).stream().filter(one -> one.key() == null).toList();
  }

  /// Sends the rule's message, marked as a test.
  public Tested test(Rule rule) {
    Instant now = clock.instant();
    Recipient to = recipient.get();
    if (to == null) {
      return new Tested.Nobody("this bot has no owner yet: berry owner link");
    }
    return changes.inTransaction((transaction, news) -> {
      AlertStore store = transaction.attach(AlertStore.class);
      if (store.blocked(to.chatId())) {
        return new Tested.Nobody("the owner has blocked this bot");
      }
      Instant before = store.tested(rule.key());
      if (before != null && Duration.between(before, now).compareTo(BETWEEN_TESTS) < 0) {
        return new Tested.TooSoon(BETWEEN_TESTS.minus(Duration.between(before, now)));
      }
      Episode episode = Episode.test(rule, now, to.chatId());
      long id = store.put(episode);
      outbox.queue(transaction, news, messages.test(rule, episode, to).once("alert:" + id));
      return new Tested.Sent(1);
    });
  }

  /// A silence of an hour, by the button under a message; a longer one is not shortened.
  ///
  /// @return what to say to whoever pressed it; empty when there is no such rule
  public Optional<String> silenceHour(String key, long personId, String name, String language) {
    if (rules.find(key).isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Wording words = Wording.in(language);
    Silence made =
        silences.silenceAtLeast(
            key,
            now,
            now.plus(HOUR),
            words.of("reason.button"),
            new Silences.Author(personId, name));
    Recipient to = recipient.get();
    ZoneId zone = to == null ? ZoneOffset.UTC : to.zone();
    return Optional.of(
        words.of("answer.silenced").replace("{time}", words.time(made.until(), zone)));
  }

  /// The key of the rule whose button was pressed; empty for other buttons.
  public static Optional<String> pressed(String data) {
    return data.startsWith(Messages.SILENCE)
        ? Optional.of(data.substring(Messages.SILENCE.length()))
        : Optional.empty();
  }

  /// Judges from now on, where this replica is the one.
  ///
  /// @param responder acts on what becomes of them
  /// @param first who is called first, null for nobody; asks the database
  /// @param outage calls people while the database is away
  public Watch watch(
      Monitoring watched,
      Lease lease,
      BotApi api,
      Responder responder,
      Supplier<@Nullable Recipient> first,
      OutageCalls outage) {
    Watch watch =
        new Watch(
            new Watch.Parts(
                watched.name(),
                rules,
                lease,
                new Ledger(database, changes, responder),
                messages,
                () -> others(watched),
                () -> silences.current(clock.instant()),
                first,
                api,
                outage,
                watched::leads));
    watched.sampler().listen(watch::take);
    watch.start();
    return watch;
  }

  /// When rules fired, for charts.
  public List<MetricsView.Mark> marks(Instant from, Instant to) {
    return marks(database).between(from, to);
  }

  /// The same for a visitor such as the command line.
  public static MetricsView.Marks marks(Database database) {
    return (from, to) -> fired(database, from, to);
  }

  private static List<MetricsView.Mark> fired(Database database, Instant from, Instant to) {
    return database.jdbi().withExtension(AlertStore.class, store -> store.since(from)).stream()
        .filter(one -> one.beganAt().isBefore(to))
        .map(one -> new MetricsView.Mark(one.beganAt(), "alert", one.key()))
        .toList();
  }

  /// The rules that fire, for a visitor such as the command line.
  public static List<String> firing(Database database) {
    return database.jdbi().withExtension(AlertStore.class, AlertStore::rows).stream()
        .filter(row -> State.of(row.state()).bad())
        .map(AlertStore.Row::key)
        .sorted()
        .toList();
  }

  /// How those episodes stand, in the order in which they began; what belongs to no rule any more
  /// is left out.
  public List<Report> reports(Handle transaction, Collection<Long> episodes, Instant now) {
    if (episodes.isEmpty()) {
      return List.of();
    }
    AlertStore store = transaction.attach(AlertStore.class);
    Map<String, RuleRecord> known = new HashMap<>();
    store.rows().forEach(row -> known.put(row.key(), RuleRecordJson.of(row, null, null)));
    List<Silence> quiet = transaction.attach(SilenceStore.class).current(now);
    List<Report> reports = new ArrayList<>();
    for (Episode episode : store.episodes(episodes)) {
      rules
          .find(episode.key())
          .ifPresent(rule -> reports.add(report(rule, episode, known, quiet, now)));
    }
    return reports;
  }

  private static Report report(
      Rule rule, Episode episode, Map<String, RuleRecord> known, List<Silence> quiet, Instant now) {
    RuleRecord of = known.get(rule.key());
    RuleRecord cause = known.get(DefaultRules.CAUSE);
    boolean effect =
        DefaultRules.EFFECTS.contains(rule.key())
            && cause != null
            && cause.standing().state().bad();
    Instant until =
        quiet.stream()
            .filter(one -> one.covers(rule.key(), now))
            .map(Silence::until)
            .max(Instant::compareTo)
            .orElse(null);
    State state = episode.endedAt() != null || of == null ? State.OK : of.standing().state();
    return new Report(
        rule,
        episode,
        new MessageState(
            state,
            episode.worst(),
            of != null && of.standing().memory().told(),
            until,
            effect ? DefaultRules.CAUSE : null,
            now));
  }

  /// What a rule is called, in plain words; its key where there is none of that key any more.
  public String title(String key, String language) {
    return rules.find(key).map(rule -> Wording.in(language).plain(rule)).orElse(key);
  }

  /// The last hour of a rule's figure as a picture; null where there is none to be had. Not to be
  /// called in a transaction.
  public @Nullable OutgoingFile picture(Rule rule, String language) {
    return messages.picture(rule, language);
  }

  /// That a rule comes and goes, or how often it did: in Telegram's HTML. Empty for other
  /// notifications.
  public static Optional<String> flapping(Notification notification, String language) {
    Wording words = Wording.in(language);
    return switch (notification) {
      case Notification.Flaps flaps -> Optional.of(words.flaps(flaps));
      case Notification.Sum sum -> Optional.of(words.sum(sum));
      case Notification.Announce one -> Optional.empty();
      case Notification.Change one -> Optional.empty();
    };
  }

  public void forgetOld() {
    database
        .jdbi()
        .useExtension(
            AlertStore.class, store -> store.forget(clock.instant().minus(Duration.ofDays(400))));
  }

  private Map<String, Readings> others(Monitoring watched) {
    Map<String, Readings> newest = new HashMap<>(watched.history().newest(clock.instant()));
    newest.remove(watched.name());
    return newest;
  }

  private List<Chart.Point> hour(Rule rule) {
    if (monitoring == null) {
      return List.of();
    }
    Metric metric = rule.metric();
    List<Chart.Point> points = new ArrayList<>();
    for (Readings one : monitoring.sampler().lastHour()) {
      OptionalDouble value = one.get(metric);
      value.ifPresent(found -> points.add(new Chart.Point(one.at(), found)));
    }
    return points;
  }
}
