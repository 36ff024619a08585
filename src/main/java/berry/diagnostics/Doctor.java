package berry.diagnostics;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Secret;
import berry.database.Address;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at everything Berry needs and says what is wrong, why, and what to do. Changes nothing,
/// but sends contacts the test message that is due.
public final class Doctor {

  private final List<Check> checks;
  private final Masking masking;

  /// @param everyday null: the embedded database is not running
  /// @param direct past a pooler, the same as `everyday` where there is none
  public static Doctor of(
      Configuration configuration,
      Clock clock,
      @Nullable Address everyday,
      @Nullable Address direct) {
    List<Check> checks = new ArrayList<>();
    checks.add(new ConfigurationCheck(configuration));
    checks.add(new DatabaseCheck(everyday, direct, clock));
    checks.add(new PoolerCheck(direct == null ? everyday : direct));
    checks.add(new RecoveryCheck(direct == null ? everyday : direct));
    checks.add(new InboxCheck(everyday));
    checks.add(new TelegramCheck(configuration, clock));
    checks.add(new ReceptionCheck(everyday));
    checks.add(new WebAppCheck(configuration));
    checks.add(new ProxyCheck(configuration.trustedProxies(), everyday, clock));
    checks.add(
        new DiskCheck(
            Stream.of(
                    configuration.data(),
                    configuration.logFile().getParent(),
                    configuration.backups())
                .filter(Objects::nonNull)
                .toList()));
    checks.add(new BackupCheck(configuration, everyday, clock));
    checks.add(new ContactsCheck(configuration, everyday, clock));
    checks.add(new OutsideCheck(configuration, everyday, clock));
    checks.add(MemoryCheck.ofThisMachine(everyday == null || configuration.database() == null));
    return new Doctor(
        checks, new Masking(configuration.secrets().stream().map(Secret::reveal).toList()));
  }

  Doctor(List<Check> checks, Masking masking) {
    this.checks = List.copyOf(checks);
    this.masking = masking;
  }

  /// Runs every check, whatever the others found.
  public List<Finding> examine() {
    return checks.stream().flatMap(check -> look(check).stream()).map(this::masked).toList();
  }

  /// What the doctor says when the configuration itself can't be read.
  public static List<Finding> of(ConfigurationMistakes mistakes) {
    return mistakes.mistakes().stream()
        .map(one ->
            Finding.fail(
                one.variable(),
                "holds " + one.held(),
                "Allowed: " + one.rule() + ". Example: " + one.example()))
        .toList();
  }

  private static List<Finding> look(Check check) {
    try {
      return check.look();
    } catch (RuntimeException broken) {
      return List.of(
          Finding.fail(
              check.name(),
              "the check itself failed: " + broken,
              "Run it again; if it stays, report it with this line."));
    }
  }

  private Finding masked(Finding finding) {
    return new Finding(
        finding.check(),
        finding.level(),
        masking.mask(finding.why()),
        finding.fix().map(masking::mask));
  }
}
