package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Environment;
import berry.testing.Rows;
import berry.testing.S3Server;
import berry.testing.Slow;
import berry.testing.TestDatabase;
import berry.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `berry restore s3://…` on a machine that has lost its folder of backups.
@Slow("restores databases")
final class BucketRestoreTest {

  private static final Pattern KEPT = Pattern.compile("berry_before_[0-9a-f]{8}");

  @TempDir private Path folder;
  @TempDir private Path away;
  private final TestDatabase database = TestDatabase.fresh();
  private final Rows rows = new Rows(database);
  private S3Server store;
  private String secret = S3Server.SECRET;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private String kept = "none";
  private String backup = "";

  @BeforeEach
  void lose() throws Exception {
    store = new S3Server(away);
    place("berry");
    rows.person(1, "Anna", Instant.EPOCH);
    assertThat(run("backup create --no-prove")).as(err.toString()).isZero();
    List<Path> ours = folder();
    backup = String.valueOf(ours.getFirst().getFileName()).replaceAll("\\.(sql|manifest).*", "");
    for (Path one : ours) {
      Files.delete(one);
    }
    rows.person(2, "Boris", Instant.EPOCH);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    database.close();
    try (Connection connection = TestServer.shared().superuser().connect(Duration.ofMinutes(1));
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + kept + " WITH (FORCE)");
    }
  }

  @Test
  void fetches_the_newest_one_below_a_prefix_and_restores_it() throws IOException {
    assertThat(run("restore s3://berry/prod/" + confirm())).as(err.toString()).isZero();
    remember();

    assertThat(err.toString()).contains("Fetching " + backup, "Restoring ");
    assertThat(people()).isEqualTo("1");
    assertThat(folder()).anyMatch(one -> one.endsWith(backup + ".sql.zst"));
  }

  @Test
  void a_dry_run_fetches_one_by_its_key_and_what_lies_here_is_not_fetched_again()
      throws IOException {
    String address = "s3://berry/prod/" + backup + ".sql.zst";

    assertThat(run("restore " + address + " --dry-run")).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("person +2 +1 +1\n");
    assertThat(err.toString()).contains("Fetching " + backup);
    assertThat(people()).isEqualTo("2");

    Files.delete(store.file("prod/" + backup + ".sql.zst"));
    assertThat(run("restore " + address + confirm())).as(err.toString()).isZero();
    remember();
    assertThat(err.toString()).doesNotContain("Fetching ");
    assertThat(people()).isEqualTo("1");
  }

  @Test
  void fetches_nothing_before_it_is_confirmed() throws IOException {
    assertThat(run("restore s3://berry/prod/")).isEqualTo(ExitCode.CONFIRMATION_MISSING);

    assertThat(folder()).isEmpty();
  }

  @Test
  void says_what_is_wrong_with_an_address() {
    refused("s3://berry/prod/nothing", "is no name of a backup");
    String other = backup.substring(0, backup.length() - 1) + (backup.endsWith("0") ? "1" : "0");
    refused("s3://berry/prod/" + other, "was not fetched: it is not there");
    refused("s3://other/prod/", "in no bucket and prefix", "s3://berry/prod/");
    refused("s3:/berry/prod/", "is no address of a backup", "s3://BUCKET/KEY");
    refused("https://berry/prod/", "is no address of a backup");
    refused("s3://", "is no address of a backup");
  }

  @Test
  void says_which_key_or_bucket_is_wrong_and_tells_neither() throws IOException {
    secret = "wrong-canary";
    refused("s3://berry/prod/", "does not let S3_ACCESS_KEY and S3_SECRET_KEY in");
    assertThat(err.toString()).doesNotContainIgnoringCase("canary");

    secret = S3Server.SECRET;
    place("nothere");
    refused("s3://nothere/prod/", "has no bucket nothere");
  }

  @Test
  void a_copy_that_was_changed_there_is_not_restored() throws IOException {
    Path copy = store.file("prod/" + backup + ".sql.zst");
    byte[] bytes = Files.readAllBytes(copy);
    bytes[bytes.length / 2] ^= 1;
    Files.write(copy, bytes);

    refused("s3://berry/prod/", "it has SHA-256 ", "as its manifest says");
    assertThat(folder()).isEmpty();
  }

  private void refused(String address, String... words) {
    assertThat(run("restore " + address + confirm())).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(err.toString()).contains(words);
    assertThat(people()).isEqualTo("2");
  }

  private void place(String bucket) throws IOException {
    Files.writeString(
        folder.resolve("berry.yaml"),
        """
        backup:
          plainCopies: true
          copies:
            - s3: {endpoint: "http://127.0.0.1:%d", region: eu-1, bucket: %s, prefix: prod/}
              plain: true
        """
            .formatted(store.port(), bucket));
  }

  private String confirm() {
    return " --confirm=" + database.address().database();
  }

  private void remember() {
    Matcher name = KEPT.matcher(out.toString());
    assertThat(name.find()).as(out.toString()).isTrue();
    kept = name.group();
  }

  private String people() {
    database.database().distrust();
    return database.one("SELECT count(*) FROM person");
  }

  /// Backups and manifests that lie here.
  private List<Path> folder() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("data/backups"))) {
      return all.filter(one -> String.valueOf(one.getFileName()).startsWith("berry-"))
          .sorted()
          .toList();
    }
  }

  private int run(String arguments) {
    out = new StringWriter();
    err = new StringWriter();
    Map<String, String> variables =
        Map.of(
            "DATABASE_URL",
            database.url(),
            "S3_ACCESS_KEY",
            S3Server.ACCESS,
            "S3_SECRET_KEY",
            secret);
    Cli cli =
        new Cli(new Environment(variables, folder), Clock.systemUTC(), new NoEngine(), "1.2.3");
    return cli.run(arguments.split(" ", -1), new PrintWriter(out), new PrintWriter(err));
  }
}
