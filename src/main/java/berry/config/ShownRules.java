package berry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts what files rule into lines for people. Nothing in it is secret: keys of buckets are
/// variables, and age recipients are public keys.
final class ShownRules {

  private static final String FILE = "berry.yaml";

  private final List<ShownRule> lines = new ArrayList<>();

  private ShownRules() {}

  static List<ShownRule> of(Rules rules) {
    var shown = new ShownRules();
    shown.backup(rules.backup());
    rules.alerts().forEach(shown::alert);
    return List.copyOf(shown.lines);
  }

  private void backup(BackupRules rules) {
    BackupRules usual = BackupRules.USUAL;
    add("backup.daily", rules.daily(), usual.daily(), text(rules.daily()));
    add("backup.keep", rules.keep(), usual.keep(), keep(rules.keep()));
    add("backup.budget", rules.budget(), usual.budget(), percent(rules.budget()));
    add(
        "backup.recipients",
        rules.recipients(),
        usual.recipients(),
        String.join(", ", rules.recipients()));
    add("backup.copies", rules.copies(), usual.copies(), copies(rules.copies()));
    add(
        "backup.plainCopies",
        rules.plainCopies(),
        usual.plainCopies(),
        Boolean.toString(rules.plainCopies()));
  }

  private void add(String name, @Nullable Object value, @Nullable Object usual, String text) {
    lines.add(new ShownRule(name, text, Objects.equals(value, usual) ? "" : FILE));
  }

  /// As a person would write it, with what stands in the file only.
  private void alert(AlertSetting one) {
    List<String> parts = new ArrayList<>();
    part(parts, "metric", one.metric());
    Amount limit = one.limit();
    if (limit != null) {
      part(parts, Boolean.FALSE.equals(one.above()) ? "below" : "above", limit.written());
    }
    Amount clear = one.clear();
    part(parts, "clear", clear == null ? null : clear.written());
    part(parts, "for", one.lasts());
    part(parts, "severity", one.severity());
    part(parts, "off", one.off());
    lines.add(new ShownRule("alerts." + one.key(), String.join(", ", parts), one.file()));
  }

  private static void part(List<String> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + ": " + value);
    }
  }

  private static String keep(BackupRules.Keep keep) {
    return "hourly: %d, daily: %d, weekly: %d, monthly: %d"
        .formatted(keep.hourly(), keep.daily(), keep.weekly(), keep.monthly());
  }

  private static String copies(List<CopyTarget> copies) {
    return String.join(", ", copies.stream().map(CopyTarget::words).toList());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", share * 100);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "off" : value.toString();
  }
}
