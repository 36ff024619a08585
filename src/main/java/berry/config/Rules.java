package berry.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `berry.yaml` pins. A null is not pinned: the owner may choose it in the dashboard, and
/// until then the default holds.
///
/// @param timeZone the business time zone: its days are the days of every chart
/// @param answerLimit how long a question may wait before it counts as unanswered
/// @param rawRetention how long raw updates are kept
/// @param backup what it does not name is as usual
/// @param alerts changes of alert rules, and further ones, in the order in which they count
/// @param escalation what it does not name is as usual
public record Rules(
    @Nullable ZoneId timeZone,
    @Nullable Duration answerLimit,
    @Nullable Duration rawRetention,
    BackupRules backup,
    List<AlertSetting> alerts,
    EscalationRules escalation) {

  /// By a name that people know: the offset alone calls itself `Z`.
  public static final ZoneId USUAL_TIME_ZONE = ZoneId.of("UTC");

  public static final Duration USUAL_ANSWER_LIMIT = Duration.ofMinutes(15);
  public static final Duration USUAL_RAW_RETENTION = Duration.ofDays(30);

  /// Nothing pinned.
  public static final Rules NONE = new Rules(null, null, null);

  /// With backups, alerts and escalation as usual.
  public Rules(
      @Nullable ZoneId timeZone, @Nullable Duration answerLimit, @Nullable Duration rawRetention) {
    this(timeZone, answerLimit, rawRetention, BackupRules.USUAL, List.of());
  }

  /// With escalation as usual.
  public Rules(
      @Nullable ZoneId timeZone,
      @Nullable Duration answerLimit,
      @Nullable Duration rawRetention,
      BackupRules backup,
      List<AlertSetting> alerts) {
    this(timeZone, answerLimit, rawRetention, backup, alerts, EscalationRules.USUAL);
  }

  public Rules {
    alerts = List.copyOf(alerts);
  }

  /// With those before the ones that are there, which therefore win.
  Rules after(List<AlertSetting> earlier) {
    List<AlertSetting> all = new ArrayList<>(earlier);
    all.addAll(alerts);
    return new Rules(timeZone, answerLimit, rawRetention, backup, all, escalation);
  }

  /// What the dashboard can't choose, for people: each key in use with its value.
  public List<ShownRule> shown() {
    return ShownRules.of(this);
  }

  public ZoneId timeZoneOrUsual() {
    return timeZone == null ? USUAL_TIME_ZONE : timeZone;
  }

  public Duration answerLimitOrUsual() {
    return answerLimit == null ? USUAL_ANSWER_LIMIT : answerLimit;
  }

  public Duration rawRetentionOrUsual() {
    return rawRetention == null ? USUAL_RAW_RETENTION : rawRetention;
  }
}
