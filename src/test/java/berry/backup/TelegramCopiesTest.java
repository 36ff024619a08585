package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.http.Server;
import berry.sandbox.Sandbox;
import berry.telegram.BotApi;
import berry.telegram.Token;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against the sandbox as Telegram.
final class TelegramCopiesTest {

  private static final TelegramCopies.Pace PACE =
      new TelegramCopies.Pace(2_000, Duration.ofMillis(1), Duration.ofSeconds(20), 3);

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final AgeKey key = AgeKey.generate();
  private Sandbox sandbox;
  private Server server;
  private BotApi api;
  private long owner;
  private int port;

  @BeforeEach
  void open() throws Exception {
    sandbox = new Sandbox(machine.resolve("sandbox"), Clock.systemUTC());
    server = new Server(Server.Options.on("127.0.0.1", 0)).add(sandbox.routes("/sandbox"));
    port = server.start();
    owner = sandbox.owner().id();
    api =
        new BotApi(
            URI.create("http://127.0.0.1:" + port + "/sandbox"),
            new Token(sandbox.botToken()),
            Clock.systemUTC());
    control(
        "messages",
        "{\"token\":\"%s\",\"text\":\"/start\",\"person\":{\"id\":%d,\"firstName\":\"Anna\"}}"
            .formatted(sandbox.botToken(), owner));
  }

  @AfterEach
  void close() {
    api.close();
    server.close();
    sandbox.close();
  }

  @Test
  void lie_in_the_owners_chat_in_parts_and_come_back_after_the_disk_is_gone() throws IOException {
    BackupFixture fixture = new BackupFixture(database, machine);
    Backups backups = backups(fixture, rules());

    List<String> steps = new ArrayList<>();
    Backups.Made made =
        backups.create(
            false,
            new Progress() {
              @Override
              public void begins(String what, long bytes) {
                steps.add(what);
              }
            });

    assertThat(made.problems()).isEmpty();
    // The screen shows it as a step with a name.
    assertThat(Work.Step.of(steps.getLast())).isEqualTo(Work.Step.COPYING);
    String name = made.backup().name();
    List<JsonNode> documents = documents();
    int parts = documents.size() - 1;
    assertThat(parts).isGreaterThan(2);
    assertThat(documents.getFirst().path("document").path("file_name").asString(""))
        .isEqualTo(name + ".sql.zst.age.001");
    assertThat(documents.getFirst().path("caption").asString("")).isEqualTo(name + ", 1/" + parts);
    assertThat(documents.getLast().path("document").path("file_name").asString(""))
        .isEqualTo(name + ".manifest.json");

    byte[] written = Files.readAllBytes(fixture.file());
    Files.delete(fixture.file());
    Files.delete(fixture.manifestFile());
    Backup back = backups.fetch(name, Progress.NONE);

    assertThat(fixture.file()).hasBinaryContent(written);
    assertThat(back.sha256()).isEqualTo(made.backup().sha256());
    assertThat(backups.list()).singleElement().returns(null, Backup::trouble);
  }

  @Test
  void come_back_by_the_manifest_that_lies_in_the_chat() throws IOException {
    BackupFixture fixture = new BackupFixture(database, machine);
    Backups backups = backups(fixture, rules());
    String name = backups.create(false, Progress.NONE).backup().name();
    // Disk and list are gone; the manifest is what a person saves from the chat.
    byte[] saved = sandboxFile(documents().getLast());
    Files.delete(fixture.file());
    Files.write(fixture.manifestFile(), saved);
    database.run("DELETE FROM backup");

    backups.fetch(name, Progress.NONE);

    assertThat(backups.list()).singleElement().returns(null, Backup::trouble);
  }

  @Test
  void are_never_unencrypted() {
    BackupRules usual = BackupRules.USUAL;
    BackupRules plain =
        new BackupRules(
            usual.daily(),
            usual.keep(),
            usual.budget(),
            List.of(),
            List.of(new CopyTarget.Telegram()),
            true);

    Backups.Made made =
        backups(new BackupFixture(database, machine), plain).create(false, Progress.NONE);

    assertThat(made.problems()).singleElement().asString().contains("only encrypted backups");
    assertThat(documents()).isEmpty();
  }

  @Test
  void are_tried_again_when_telegram_asks_to_wait() {
    control(
        "faults",
        "{\"token\":\"%s\",\"method\":\"sendDocument\",\"errorCode\":429,\"retryAfter\":1}"
            .formatted(sandbox.botToken()));

    Backups.Made made =
        backups(new BackupFixture(database, machine), rules()).create(false, Progress.NONE);

    assertThat(made.problems()).isEmpty();
    assertThat(made.backup().copies()).hasSize(1);
  }

  @Test
  void are_taken_back_when_one_of_the_parts_is_refused() {
    try (FakeBotApi telegram = new FakeBotApi()) {
      telegram.answer(
          "sendDocument",
          FakeBotApi.ok("{\"message_id\":5,\"document\":{\"file_id\":\"A\"}}"),
          FakeBotApi.refused(400, "Bad Request: chat not found"));
      CopyMeans.Chat chat =
          new CopyMeans.Chat(telegram.api(Clock.systemUTC()), () -> Optional.of(11L));

      Backups.Made made =
          backups(new BackupFixture(database, machine), rules(), chat, Clock.systemUTC())
              .create(false, Progress.NONE);

      assertThat(made.problems()).singleElement().asString().contains("chat not found");
      assertThat(made.backup().copies()).isEmpty();
      assertThat(telegram.asked("deleteMessages"))
          .singleElement()
          .asString()
          .contains("\"message_ids\":[5]");
    }
  }

  @Test
  void are_deleted_with_the_rules_while_telegram_allows_it_and_else_are_told() throws IOException {
    MovableClock clock = new MovableClock("2026-03-01T03:00:00Z");
    BackupFixture fixture = new BackupFixture(database, machine);
    BackupRules rules = rules(new BackupRules.Keep(0, 1, 0, 0));
    Backups backups = backups(fixture, rules, chat(), clock);
    backups.create(true, Progress.NONE);
    clock.pass(Duration.ofHours(60));
    backups.create(true, Progress.NONE);
    clock.pass(Duration.ofHours(1));
    backups.create(true, Progress.NONE);
    clock.pass(Duration.ofHours(1));
    backups.create(true, Progress.NONE);
    int before = documents().size();

    List<String> lines = backups.pruneCopies(ZoneOffset.UTC, false);

    assertThat(lines).hasSize(2);
    assertThat(lines).anyMatch(one -> one.contains("older than 48 hours"));
    assertThat(lines).anyMatch(one -> one.startsWith("removed "));
    assertThat(documents().size()).isLessThan(before);
    assertThat(backups.pruneCopies(ZoneOffset.UTC, false)).isEmpty();
  }

  @Test
  void need_an_owner() {
    CopyMeans.Chat nobody = new CopyMeans.Chat(api, Optional::empty);

    Backups.Made made =
        backups(new BackupFixture(database, machine), rules(), nobody, Clock.systemUTC())
            .create(false, Progress.NONE);

    assertThat(made.problems()).singleElement().asString().contains("nobody owns the bot");
  }

  @Test
  void are_sent_later_when_they_were_not_made_at_once() {
    BackupFixture fixture = new BackupFixture(database, machine);
    Backups before = fixture.backups(BackupFixture.encryptedFor(key.recipient()));
    String name = before.create(false, Progress.NONE).backup().name();

    assertThatThrownBy(() -> before.send(name, Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("names no place");
    Backups.Made sent = backups(fixture, rules()).send(name, Progress.NONE);

    assertThat(sent.backup().copies()).extracting("target").containsExactly("telegram owner");
    int documents = documents().size();
    backups(fixture, rules()).send(name, Progress.NONE);
    assertThat(documents()).hasSize(documents);
  }

  private Backups backups(BackupFixture fixture, BackupRules rules) {
    return backups(fixture, rules, chat(), Clock.systemUTC());
  }

  private CopyMeans.Chat chat() {
    return new CopyMeans.Chat(api, () -> Optional.of(owner));
  }

  private Backups backups(
      BackupFixture fixture, BackupRules rules, CopyMeans.Chat chat, Clock clock) {
    return new Backups(
        fixture.site(false),
        rules,
        database.database(),
        clock,
        new Copies(rules, new CopyMeans(null, chat), clock, PACE));
  }

  private BackupRules rules() {
    return rules(BackupRules.Keep.USUAL);
  }

  private BackupRules rules(BackupRules.Keep keep) {
    BackupRules usual = BackupRules.USUAL;
    return new BackupRules(
        usual.daily(),
        keep,
        usual.budget(),
        List.of(key.recipient()),
        List.of(new CopyTarget.Telegram()),
        false);
  }

  private List<JsonNode> documents() {
    JsonNode all = get("/sandbox/control/chats/" + owner + "/messages?token=" + sandbox.botToken());
    return all.path("items").valueStream().filter(one -> one.has("document")).toList();
  }

  private byte[] sandboxFile(JsonNode message) {
    String id = message.path("document").path("file_id").asString("");
    return bytes(HttpRequest.newBuilder(uri("/sandbox/control/files/" + id)).build());
  }

  private void control(String path, String json) {
    bytes(
        HttpRequest.newBuilder(uri("/sandbox/control/" + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private JsonNode get(String path) {
    return JsonMapper.shared().readTree(bytes(HttpRequest.newBuilder(uri(path)).build()));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static byte[] bytes(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(request.uri().getPath()).isLessThan(300);
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
