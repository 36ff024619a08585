package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.CopiesStatus;
import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import berry.diagnostics.Finding.Level;
import berry.testing.S3Server;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackupCheckTest {

  private static final Map<String, String> REAL = Map.of("BOT_TOKEN", "77:AAcanarycanarycanary");
  private static final Map<String, String> NO_VOLUME =
      Map.of("BOT_TOKEN", "77:AAcanarycanarycanary", "RAILWAY_ENVIRONMENT", "production");
  private static final String RULES =
      """
      backup:
        recipients: [age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj]
        copies:
          - s3: {endpoint: "http://127.0.0.1:PORT", bucket: berry}
      """;

  @TempDir private Path folder;

  @Test
  void is_red_where_the_disk_does_not_last_and_no_copy_is_elsewhere() {
    Finding finding = check(NO_VOLUME).look().getFirst();

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.why()).contains("has no volume", "no copy elsewhere is known");
  }

  @Test
  void is_content_with_a_folder_that_lasts() {
    assertThat(check(REAL).folder(CopiesStatus.NONE, null).level()).isEqualTo(Level.OK);
  }

  @Test
  void does_not_alarm_in_the_sandbox() {
    assertThat(check(Map.of()).folder(CopiesStatus.NONE, "it is gone").level())
        .isEqualTo(Level.WARN);
  }

  @ParameterizedTest
  @CsvSource({"overlay,true", "aufs,true", "ext4,false", "tmpfs,false"})
  void knows_a_containers_own_layer(String fileSystem, boolean lost) {
    assertThat(BackupCheck.layer(fileSystem) != null).isEqualTo(lost);
  }

  @Test
  void turns_green_once_a_copy_was_read_back() throws Exception {
    try (S3Server store = new S3Server(folder.resolve("store"));
        TestDatabase database = TestDatabase.fresh()) {
      rules(store.port());
      Map<String, String> keys = new HashMap<>(NO_VOLUME);
      keys.put("S3_ACCESS_KEY", S3Server.ACCESS);
      keys.put("S3_SECRET_KEY", S3Server.SECRET);

      assertThat(levels(keys, database)).containsExactly(Level.FAIL, Level.WARN);

      database.run(
          """
          INSERT INTO backup (name, made_at, bytes, sha256, state, rows, copies)
          VALUES ('a', now(), 1, '', 'made', 1,
            '[{"target": "s3 berry/ at 127.0.0.1:%d", "at": "2026-03-01T03:00:00Z"}]')
          """
              .formatted(store.port()));

      assertThat(levels(keys, database)).containsExactly(Level.OK, Level.OK);

      keys.put("S3_SECRET_KEY", "wrong");
      assertThat(levels(keys, database)).containsExactly(Level.OK, Level.FAIL);
    }
  }

  private List<Level> levels(Map<String, String> variables, TestDatabase database) {
    return new BackupCheck(load(variables), database.address(), Clock.systemUTC())
        .look().stream().map(Finding::level).toList();
  }

  private void rules(int port) throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), RULES.replace("PORT", String.valueOf(port)));
  }

  private BackupCheck check(Map<String, String> variables) {
    return new BackupCheck(load(variables), null, Clock.systemUTC());
  }

  private Configuration load(Map<String, String> variables) {
    return Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
  }
}
