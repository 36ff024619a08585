package berry.conversations;

import berry.access.Audit;
import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers that are given often, by the name that is typed after `/`. `{name}` in one becomes the
/// person's first name.
public final class Templates {

  /// As many as a list can still be read.
  public static final int MOST = 200;

  /// What Telegram takes as one message, in UTF-16 units as Telegram counts.
  public static final int LONGEST = 4096;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,32}");

  private final Database database;
  private final Changes changes;
  private final Audit audit;

  public Templates(Database database, Changes changes, Audit audit) {
    this.database = database;
    this.changes = changes;
    this.audit = audit;
  }

  /// The words of a template; one language may be missing, not both.
  public record Texts(@Nullable String ru, @Nullable String en) {

    /// Without blank ones.
    Texts trimmed() {
      return new Texts(trimmed(ru), trimmed(en));
    }

    /// In the language, or in the other one when it is missing there.
    ///
    /// @param language `ru` or `en`
    public String in(String language) {
      String first = language.equals("ru") ? ru : en;
      String second = language.equals("ru") ? en : ru;
      return first != null ? first : String.valueOf(second);
    }

    /// PostgreSQL keeps no NUL.
    private static @Nullable String trimmed(@Nullable String text) {
      String kept = text == null ? "" : text.replace("\0", "").strip();
      return kept.isEmpty() ? null : kept;
    }
  }

  /// @param name what people call them
  public record Author(long id, String name) {}

  /// @param changedBy null for one that came with Berry
  public record Template(
      long id, String name, Texts texts, Instant changedAt, @Nullable Author changedBy) {}

  /// What became of a template that was to be written.
  public enum Written {
    DONE,
    /// There are [#MOST] already.
    TOO_MANY
  }

  /// All of them, by name.
  public List<Template> all() {
    return database.jdbi().withHandle(TemplateStore::all);
  }

  /// The name as it is kept, so that two spellings of the same letters are one name.
  ///
  /// @return empty when it is none: 1 to 32 letters, digits, `_` and `-`
  public static Optional<String> name(String given) {
    String name = Normalizer.normalize(given, Normalizer.Form.NFC);
    return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }

  /// Writes a template, or puts these texts in the place of what it said.
  ///
  /// @param name of [#name]
  /// @param given with at least one text, each at most [#LONGEST]
  /// @param by who of the team; null for Berry itself
  public Written put(String name, Texts given, @Nullable Long by) {
    Texts texts = checked(given);
    return changes.inTransaction((transaction, news) -> {
      TemplateStore.lock(transaction);
      if (TemplateStore.others(transaction, name) >= MOST) {
        return Written.TOO_MANY;
      }
      TemplateStore.put(transaction, name, texts, by);
      audit.record(transaction, by, "template.written", target(name), Map.of());
      tell(news);
      return Written.DONE;
    });
  }

  /// @return false when there is none of that name
  public boolean remove(String name, long by) {
    return changes.inTransaction((transaction, news) -> {
      boolean removed = TemplateStore.remove(transaction, name);
      if (removed) {
        audit.record(transaction, by, "template.removed", target(name), Map.of());
        tell(news);
      }
      return removed;
    });
  }

  /// Writes those of Berry's own that are missing; what is there under their names stays.
  ///
  /// @return how many were written
  public int addStarters() {
    return changes.inTransaction((transaction, news) -> {
      int added = 0;
      TemplateStore.lock(transaction);
      for (Map.Entry<String, Texts> one : StarterTemplates.ALL.entrySet()) {
        added += TemplateStore.putIfAbsent(transaction, one.getKey(), one.getValue());
      }
      if (added > 0) {
        tell(news);
      }
      return added;
    });
  }

  /// Whether the texts can be those of a template.
  public static boolean fit(Texts given) {
    Texts texts = given.trimmed();
    return (texts.ru() != null || texts.en() != null) && fits(texts.ru()) && fits(texts.en());
  }

  private static void tell(News news) {
    news.tell(Topic.SETTING, Subject.nobody().ref("template"));
  }

  private static String target(String name) {
    return "template " + name;
  }

  private static boolean fits(@Nullable String text) {
    return text == null || text.length() <= LONGEST;
  }

  private static Texts checked(Texts given) {
    if (!fit(given)) {
      throw new IllegalArgumentException("a template has one or two texts of 1 to 4096 characters");
    }
    return given.trimmed();
  }
}
