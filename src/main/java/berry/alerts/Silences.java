package berry.alerts;

import berry.access.Audit;
import berry.config.Text;
import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who wants not to hear of what, until when and why. Each is audited and shown at once.
public final class Silences {

  /// The longest: what is silenced for longer is to be switched off, where everybody sees it.
  public static final Duration LONGEST = Duration.ofDays(7);

  public static final int LONGEST_REASON = 200;

  private final Database database;
  private final Changes changes;
  private final Audit audit;

  public Silences(Database database, Changes changes, Audit audit) {
    this.database = database;
    this.changes = changes;
    this.audit = audit;
  }

  /// Who silences.
  ///
  /// @param id null for somebody at the command line
  public record Author(@Nullable Long id, String name) {
    public Author {
      name = plain(name);
    }
  }

  /// A reason as it may stand on a screen, in a terminal and in the journal: on one line, without
  /// what moves the cursor or turns the direction of what follows. Empty when nothing is left of
  /// it, or it is too long.
  public static Optional<String> reason(@Nullable String given) {
    String plain = plain(given == null ? "" : given);
    return Optional.of(plain).filter(one -> !one.isEmpty() && one.length() <= LONGEST_REASON);
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(one -> {
          if (Text.printable(one)) {
            plain.appendCodePoint(one);
          } else if (Character.getType(one) != Character.FORMAT) { // which has no width
            plain.append(' ');
          }
        });
    return plain.toString().strip();
  }

  /// Those that run, or are to come.
  public List<Silence> current(Instant now) {
    return database.jdbi().withExtension(SilenceStore.class, store -> store.current(now));
  }

  /// One rule; another silence of it ends.
  public Silence silence(String key, Instant now, Instant until, String reason, Author by) {
    return changes.inTransaction((transaction, news) -> {
      SilenceStore store = transaction.attach(SilenceStore.class);
      store.end(key, now);
      long id = store.add(key, now, until, reason, by.id(), by.name());
      record(transaction, news, by, "alert.silenced", key, until, reason);
      return new Silence(id, key, now, until, reason, by.name());
    });
  }

  /// One rule, at least until then: a silence of it that lasts longer stays as it is.
  public Silence silenceAtLeast(String key, Instant now, Instant until, String reason, Author by) {
    return current(now).stream()
        .filter(
            one -> key.equals(one.key()) && one.covers(key, now) && !one.until().isBefore(until))
        .findFirst()
        .orElseGet(() -> silence(key, now, until, reason, by));
  }

  /// All rules, for work on the machine.
  public Silence window(Instant from, Instant until, String reason, Author by) {
    return changes.inTransaction((transaction, news) -> {
      long id =
          transaction.attach(SilenceStore.class).add(null, from, until, reason, by.id(), by.name());
      record(transaction, news, by, "alert.window", "window " + id, until, reason);
      return new Silence(id, null, from, until, reason, by.name());
    });
  }

  /// @return false when it was not silenced
  public boolean end(String key, Instant now, Author by) {
    return changes.inTransaction((transaction, news) -> {
      boolean ended = transaction.attach(SilenceStore.class).end(key, now) > 0;
      if (ended) {
        record(transaction, news, by, "alert.unsilenced", key, null, "");
      }
      return ended;
    });
  }

  /// @return false when there is no such window, or none any more
  public boolean endWindow(long id, Instant now, Author by) {
    return changes.inTransaction((transaction, news) -> {
      boolean ended = transaction.attach(SilenceStore.class).endWindow(id, now) > 0;
      if (ended) {
        record(transaction, news, by, "alert.windowEnded", "window " + id, null, "");
      }
      return ended;
    });
  }

  private void record(
      Handle transaction,
      News news,
      Author by,
      String act,
      String target,
      @Nullable Instant until,
      String reason) {
    Map<String, Object> detail = new LinkedHashMap<>();
    if (until != null) {
      detail.put("until", until.toString());
      detail.put("reason", reason);
    }
    audit.record(transaction, by.id(), act, target, detail);
    news.tell(Topic.SYSTEM, Subject.nobody().ref("alerts"));
  }
}
