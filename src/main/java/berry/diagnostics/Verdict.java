package berry.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Whether a deploy did well. What was as bad before it is told, but is not its fault.
public record Verdict(boolean good, List<Finding> findings) {

  /// As the alert rule has it.
  private static final double ERRORS = 0.01;

  private static final double SLOW = 1.0;
  private static final double READY = 0.95;
  private static final double GOOD = 0.95;

  /// How much worse than before is worse, and no accident.
  private static final double WORSE = 1.5;

  /// The one judgement, for the periodic look and for `berry doctor --after-deploy`.
  ///
  /// @param before the hour before the deploy
  /// @param after the minutes after it
  /// @param back the version that ran before; null: there was none
  static Verdict of(Stretch before, Stretch after, @Nullable String back) {
    List<Finding> findings = new ArrayList<>();
    findings.add(runs(after));
    findings.add(
        figure(
            "error rate",
            "answers failed",
            100,
            "%.1f %%",
            ERRORS,
            before.errors(),
            after.errors()));
    findings.add(
        figure(
            "response", "to Telegram (p95)", 1, "%.2f s", SLOW, before.webhook(), after.webhook()));
    findings.add(
        figure("response", "of the API (p95)", 1, "%.2f s", SLOW, before.api(), after.api()));
    findings.add(able(before, after));
    findings.add(webhook(before, after));
    if (after.restarts() > 0) {
      findings.add(
          Finding.warn(
              "restarts",
              after.restarts() + " processes began anew after the deploy",
              "berry logs --level error says why; a limit of memory ends a process without a word."));
    }
    boolean bad = findings.stream().anyMatch(one -> one.level() == Finding.Level.FAIL);
    if (bad) {
      findings.add(Finding.warn("rollback", "the deploy did harm", rollback(back)));
    }
    return new Verdict(!bad, List.copyOf(findings));
  }

  private static Finding runs(Stretch after) {
    if (after.readings() == 0) {
      return Finding.fail(
          "readiness",
          "nothing was measured after the deploy: no process ran, or none reached the database",
          "berry logs --level error says why it ended.");
    }
    if (after.ready().isEmpty()) {
      return Finding.ok("readiness", after.readings() + " measurements after the deploy");
    }
    double share = after.ready().getAsDouble();
    String seen = words("%.0f %% of our questions were answered with ready", share * 100);
    return share >= READY
        ? Finding.ok("readiness", seen)
        : Finding.fail("readiness", seen, "berry doctor says what is missing.");
  }

  private static Finding able(Stretch before, Stretch after) {
    if (after.good().isEmpty()) {
      return Finding.ok("working", "not measured");
    }
    double now = after.good().getAsDouble();
    String seen = words("%.0f %% of the time able to work", now * 100);
    if (now >= GOOD) {
      return Finding.ok("working", seen);
    }
    boolean already = before.good().orElse(1) <= now * 1.02;
    return already
        ? Finding.warn(
            "working", seen + ", no worse than before", "berry doctor says what is wrong.")
        : Finding.fail("working", seen, "berry doctor says what is wrong.");
  }

  private static Finding webhook(Stretch before, Stretch after) {
    double broken = after.broken().orElse(0);
    if (broken <= 0) {
      return Finding.ok("webhook", after.broken().isEmpty() ? "not measured" : "delivers");
    }
    String seen = words("Telegram's deliveries have failed for %.0f s", broken);
    String fix = "berry doctor tells Telegram's own words and what to do.";
    return before.broken().orElse(0) > 0
        ? Finding.warn("webhook", seen + ", as before the deploy", fix)
        : Finding.fail("webhook", seen, fix);
  }

  /// @param factor from the figure to what is shown
  private static Finding figure(
      String check,
      String what,
      int factor,
      String format,
      double limit,
      OptionalDouble before,
      OptionalDouble after) {
    if (after.isEmpty()) {
      return Finding.ok(check, what + ": nothing to measure");
    }
    double now = after.getAsDouble();
    String seen = words(format, now * factor) + " " + what;
    String compared =
        before.isEmpty() ? seen : seen + ", before " + words(format, before.getAsDouble() * factor);
    if (now <= limit) {
      return Finding.ok(check, compared);
    }
    String fix = "berry logs --level warn --since 15m shows which.";
    return now > before.orElse(0) * WORSE
        ? Finding.fail(check, compared, fix)
        : Finding.warn(check, compared, fix);
  }

  private static String rollback(@Nullable String back) {
    return back == null
        ? "There is no version before this one: berry logs --level error says where to begin."
        : "Go back to "
            + back
            + ": on Railway by Rollback at the deployment before, elsewhere by starting that version;"
            + " a backup was made before any migration.";
  }

  private static String words(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
