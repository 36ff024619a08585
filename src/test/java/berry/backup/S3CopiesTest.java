package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.CopyTarget;
import berry.config.S3Keys;
import berry.config.Secret;
import berry.testing.FaultProxy;
import berry.testing.HttpFake;
import berry.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3CopiesTest {

  private static final int MEGABYTE = 1 << 20;
  private static final S3Keys KEYS = keys(S3Server.SECRET);
  private static final String NAME = "berry-shop-20260301T030000Z-1f2e3d4c";
  private static final S3Bucket.Patience PATIENCE =
      new S3Bucket.Patience(
          Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(20), 3);

  @TempDir private Path machine;
  private S3Server store;
  private FaultProxy way;

  @BeforeEach
  void open() throws Exception {
    store = new S3Server(machine.resolve("store"));
    way = new FaultProxy(store.port());
  }

  @AfterEach
  void close() throws Exception {
    way.close();
    store.close();
  }

  @Test
  void lie_there_with_their_manifest_and_come_back() throws IOException {
    Path file = file(100_000);

    copies(KEYS).copy(file, manifest(file), Progress.NONE);

    assertThat(store.keys())
        .containsExactly("prod/" + NAME + ".manifest.json", "prod/" + NAME + ".sql.zst.age");
    assertThat(store.file("prod/" + NAME + ".sql.zst.age")).hasSameBinaryContentAs(file);
    Path back = machine.resolve("back");
    copies(KEYS).fetch("prod/" + NAME + ".sql.zst.age", back, Progress.NONE);
    assertThat(back).hasSameBinaryContentAs(file);
    assertThat(copies(KEYS).newest("prod/")).isEqualTo("prod/" + NAME + ".manifest.json");
  }

  @Test
  void go_in_parts_when_they_are_large() throws IOException {
    Path file = file(20 * MEGABYTE + 1);
    List<String> asked = new CopyOnWriteArrayList<>();
    way.trap(piece -> {
      asked.add(
          new String(
              piece, 0, Math.min(piece.length, 200), java.nio.charset.StandardCharsets.ISO_8859_1));
      return FaultProxy.Fate.PASS;
    });

    copies(KEYS).copy(file, manifest(file), Progress.NONE);

    assertThat(asked).anyMatch(one -> one.startsWith("PUT") && one.contains("partNumber=3"));
    assertThat(store.file("prod/" + NAME + ".sql.zst.age")).hasSameBinaryContentAs(file);
  }

  @Test
  void are_refused_with_a_wrong_key_and_nothing_is_told_of_it() {
    assertThatThrownBy(() -> copy(keys("wrong-canary"), file(1_000)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not let S3_ACCESS_KEY and S3_SECRET_KEY in")
        .hasMessageContaining("SignatureDoesNotMatch")
        .message()
        .doesNotContain("canary", "CANARY");
  }

  @Test
  void need_a_bucket_that_exists() {
    CopyTarget.S3 elsewhere = target(way.port(), "nothere");

    assertThatThrownBy(() -> new S3Copies(elsewhere, KEYS, PATIENCE).look())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no bucket nothere");
  }

  @Test
  void survive_a_connection_that_breaks_while_they_are_sent() throws IOException {
    Path file = file(12 * MEGABYTE);
    AtomicInteger pieces = new AtomicInteger();
    way.trap(piece -> pieces.incrementAndGet() == 20 ? FaultProxy.Fate.LOST : FaultProxy.Fate.PASS);

    copies(KEYS).copy(file, manifest(file), Progress.NONE);

    assertThat(pieces).hasValueGreaterThan(20);
    assertThat(store.file("prod/" + NAME + ".sql.zst.age")).hasSameBinaryContentAs(file);
  }

  @Test
  void survive_a_connection_that_breaks_while_they_are_read_back() throws IOException {
    Path file = file(6 * MEGABYTE);
    AtomicInteger back = new AtomicInteger();
    way.listen(piece -> {
      if (piece.length > 30_000 && back.incrementAndGet() == 10) {
        way.reset();
      }
    });

    copies(KEYS).copy(file, manifest(file), Progress.NONE);

    assertThat(back).hasValueGreaterThan(10);
    assertThat(store.keys()).hasSize(2);
  }

  @Test
  void are_given_up_when_the_way_is_gone_and_leave_no_backup_there() throws IOException {
    Path file = file(12 * MEGABYTE);
    AtomicInteger pieces = new AtomicInteger();
    way.trap(piece -> {
      if (pieces.incrementAndGet() == 20) {
        Thread.startVirtualThread(way::cut);
      }
      return FaultProxy.Fate.PASS;
    });

    assertThatThrownBy(() -> copies(KEYS).copy(file, manifest(file), Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
    assertThat(store.keys()).noneMatch(one -> one.contains("manifest"));
  }

  @Test
  void are_given_up_when_nothing_is_heard_any_more() throws IOException {
    way.freeze();

    assertThatThrownBy(() -> copies(KEYS).look())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void take_their_time_on_a_slow_link() throws IOException {
    Path file = file(9 * MEGABYTE);
    way.delay(Duration.ofMillis(5));

    copies(KEYS).copy(file, manifest(file), Progress.NONE);

    assertThat(store.keys()).hasSize(2);
  }

  @Test
  void are_given_up_when_the_store_is_full() {
    AtomicInteger asked = new AtomicInteger();
    try (HttpFake full =
        new HttpFake(exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.incrementAndGet();
          HttpFake.answer(
              exchange, 503, "<Error><Code>SlowDown</Code><Message>x</Message></Error>");
        })) {
      S3Copies copies = new S3Copies(target(full.url().getPort(), "berry"), KEYS, PATIENCE);

      assertThatThrownBy(() -> copies.copy(file(1_000), manifest(file(1_000)), Progress.NONE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answers 503 SlowDown");
      assertThat(asked).hasValue(PATIENCE.attempts());
    }
  }

  @Test
  void do_not_count_when_something_else_is_read_back() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (HttpFake liar =
        new HttpFake(exchange -> {
          exchange.getRequestBody().readAllBytes();
          asked.add(exchange.getRequestMethod());
          exchange.getResponseHeaders().add("ETag", "\"1\"");
          HttpFake.answer(exchange, 200, exchange.getRequestMethod().equals("GET") ? "bits" : "");
        })) {
      S3Copies copies = new S3Copies(target(liar.url().getPort(), "berry"), KEYS, PATIENCE);
      Path file = file(1_000);

      assertThatThrownBy(() -> copies.copy(file, manifest(file), Progress.NONE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("reads back as SHA-256");
      assertThat(asked).containsExactly("PUT", "GET", "DELETE");
    }
  }

  @Test
  void are_deleted_whole() throws IOException {
    Path file = file(1_000);
    copies(KEYS).copy(file, manifest(file), Progress.NONE);

    copies(KEYS).remove(BackupName.parse(NAME).orElseThrow());

    assertThat(store.keys()).isEmpty();
  }

  private void copy(S3Keys keys, Path file) throws IOException {
    copies(keys).copy(file, manifest(file), Progress.NONE);
  }

  private S3Copies copies(S3Keys keys) {
    return new S3Copies(target(way.port(), "berry"), keys, PATIENCE);
  }

  static CopyTarget.S3 target(int port, String bucket) {
    return new CopyTarget.S3(
        URI.create("http://127.0.0.1:" + port), "eu-1", bucket, "prod/", true, false);
  }

  static S3Keys keys(String secret) {
    return new S3Keys(new Secret(S3Server.ACCESS), new Secret(secret));
  }

  private Path file(int bytes) throws IOException {
    byte[] random = new byte[bytes];
    new Random(7).nextBytes(random);
    return Files.write(machine.resolve("file"), random);
  }

  private static Manifest manifest(Path file) throws IOException {
    return new Manifest(
        NAME,
        NAME + ".sql.zst.age",
        Instant.parse("2026-03-01T03:00:00Z"),
        "shop",
        Files.size(file),
        ArchiveReader.sha256(file),
        0,
        1,
        "1.2.3",
        "18",
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        BackupState.PROVED,
        Instant.parse("2026-03-01T03:00:05Z"),
        1.0,
        null,
        List.of(),
        List.of());
  }
}
