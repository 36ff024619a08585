package berry.diagnostics;

import berry.backup.BackupRefused;
import berry.database.Address;
import berry.database.DatabaseUnreachable;
import berry.recovery.Recovery;
import berry.recovery.Standing;
import berry.recovery.Standing.Kept;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which database is live and complete, and what restores have left beside it.
final class RecoveryCheck implements Check {

  private static final String REPAIR =
      "berry recover opens what is closed and drops what is of no use; so does the next berry start.";

  private final @Nullable Address direct;

  RecoveryCheck(@Nullable Address direct) {
    this.direct = direct;
  }

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public List<Finding> look() {
    if (direct == null) {
      return List.of(Finding.ok(name(), "not looked at, the database is not running"));
    }
    try {
      return found(Recovery.standing(direct));
    } catch (DatabaseUnreachable gone) {
      return List.of(Finding.ok(name(), "not looked at, the database can't be reached"));
    } catch (BackupRefused noWay) {
      return List.of(Finding.ok(name(), "not looked at, this user sees only its own database"));
    }
  }

  private List<Finding> found(Standing standing) {
    if (standing.busy() != null) {
      return List.of(
          Finding.warn(
              name(),
              "a restore is at work: " + standing.busy(),
              "Wait for its end; it takes about as long as a proof of the backup."));
    }
    List<Finding> findings = new ArrayList<>();
    if (!standing.complete()) {
      findings.add(Finding.fail(name(), standing.says(), REPAIR));
    }
    if (!standing.leftovers().isEmpty()) {
      findings.add(
          Finding.warn(
              name(),
              "left by a restore that was broken off, not complete: "
                  + String.join(", ", standing.leftovers()),
              REPAIR));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(name(), standing.says() + kept(standing.kept())));
    }
    return findings;
  }

  private static String kept(List<Kept> kept) {
    return kept.isEmpty()
        ? ""
        : "; kept from before a restore: "
            + kept.stream()
                .map(one ->
                    "%s (%s, until %s)"
                        .formatted(
                            one.database(),
                            Bytes.text(one.bytes()),
                            one.until().truncatedTo(ChronoUnit.SECONDS)))
                .collect(Collectors.joining(", "))
            + "; berry restore --undo puts the newest back";
  }
}
