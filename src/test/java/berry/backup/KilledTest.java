package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup that dies at each of its steps is never taken for a proved one, and the next one tidies
/// up.
@Tag("scenario")
final class KilledTest {

  private static final int DIED = 137;

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.empty();

  @Test
  void is_never_proved_and_leaves_nothing_that_stays() throws Exception {
    database.run(
        """
        CREATE TABLE first AS SELECT generate_series(1, 1000) AS n;
        CREATE TABLE second AS SELECT generate_series(1, 1000) AS n;
        CREATE TABLE third AS SELECT generate_series(1, 1000) AS n;
        """);
    BackupFixture fixture = new BackupFixture(database, machine);
    int step = 1;
    while (dies(fixture, step)) {
      assertThat(fixture.backups().list())
          .as("step %d", step)
          .noneMatch(one -> one.state() == BackupState.PROVED);
      step++;
    }
    // writing and its tables, reading back, restoring and its tables, comparing and its tables
    assertThat(step).isEqualTo(4 + 1 + 4 + 4 + 1);

    assertThat(fixture.backups().list())
        .filteredOn(one -> one.state() == BackupState.PROVED)
        .hasSize(1);
    assertThat(fixture.scratchDatabases()).isEmpty();
    try (Stream<Path> left = Files.list(fixture.folder)) {
      assertThat(left).noneMatch(one -> one.getFileName().toString().startsWith(".unfinished"));
    }
  }

  /// @return false when it lived to its end
  private static boolean dies(BackupFixture fixture, int step)
      throws IOException, InterruptedException {
    List<String> words =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Dying.class.getName(),
            fixture.database.address().jdbcUrl(),
            fixture.database.address().user(),
            fixture.database.address().password(),
            fixture.data.toString(),
            Integer.toString(step));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isIn(0, DIED);
    return process.exitValue() == DIED;
  }

  /// Another process, which is gone at its n-th step without a word, as by kill -9.
  static final class Dying {

    public static void main(String[] arguments) {
      berry.database.Address address =
          new berry.database.Address(arguments[0], arguments[1], arguments[2]);
      Path data = Path.of(arguments[3]);
      Progress deadly = new Countdown(Integer.parseInt(arguments[4]));
      try (berry.database.Database pool = berry.database.Database.open(address, 2)) {
        Site site = new Site(address, false, data, data.resolve("backups"), "1.2.3", "dying");
        Backups backups =
            new Backups(site, berry.config.BackupRules.USUAL, pool, java.time.Clock.systemUTC());
        BackupState state = backups.create(true, deadly).backup().state();
        if (state != BackupState.PROVED) {
          throw new IllegalStateException("it is " + state);
        }
      }
    }
  }

  private static final class Countdown implements Progress {

    private int left;

    Countdown(int steps) {
      this.left = steps;
    }

    @Override
    public void begins(String what, long bytes) {
      step();
    }

    @Override
    public void table(String name) {
      step();
    }

    private void step() {
      left--;
      if (left == 0) {
        Runtime.getRuntime().halt(DIED);
      }
    }
  }
}
