package berry.diagnostics;

import berry.database.Address;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.database.Migrations;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether updates come in, as the running Berry notes it in the database.
final class ReceptionCheck implements Check {

  private final @Nullable Address everyday;

  ReceptionCheck(@Nullable Address everyday) {
    this.everyday = everyday;
  }

  @Override
  public String name() {
    return "intake";
  }

  @Override
  public List<Finding> look() {
    if (everyday == null) {
      return List.of(Finding.ok(name(), "Berry does not run now"));
    }
    try (Database database = Database.open(everyday, 1)) {
      // Without the table there is nothing to read; the check of the schema says what to do.
      return new Migrations(everyday).pending().isEmpty()
          ? judge(new ReceptionNotes(database).now())
          : List.of(Finding.ok(name(), "not known before the schema is up to date"));
    } catch (DatabaseUnreachable | DatabaseUnusable gone) {
      return List.of(Finding.ok(name(), "not known without the database"));
    }
  }

  private List<Finding> judge(Optional<ReceptionState> noted) {
    if (noted.isEmpty()) {
      return List.of(Finding.ok(name(), "nothing was received yet; berry start begins"));
    }
    ReceptionState state = noted.get();
    List<Finding> findings = new ArrayList<>();
    findings.add(intake(state));
    if (state.detour() != null) {
      findings.add(
          Finding.warn(
              name(),
              "updates are polled although a webhook is configured: " + state.detour(),
              "Make the address reachable by https; Berry tries it again every 30 min."));
    }
    return findings;
  }

  /// A Berry that was stopped is no fault.
  private Finding intake(ReceptionState state) {
    String cause = state.cause();
    if (cause == null) {
      return Finding.ok(name(), state.mode() + " by " + state.leader() + ", " + last(state));
    }
    String why = cause + ", " + last(state);
    String fix = String.valueOf(state.explanation());
    return state.silent() ? Finding.warn(name(), why, fix) : Finding.fail(name(), why, fix);
  }

  private static String last(ReceptionState state) {
    return "last seen working " + (state.goodAt() == null ? "never" : state.goodAt());
  }
}
