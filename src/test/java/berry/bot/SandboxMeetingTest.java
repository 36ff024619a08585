package berry.bot;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.access.Codes;
import berry.access.Invitations;
import berry.access.Role;
import berry.access.Seal;
import berry.access.SignInLinks;
import berry.access.Staff;
import berry.access.WebhookSecrets;
import berry.audience.People;
import berry.config.Rules;
import berry.database.Changes;
import berry.database.Lease;
import berry.http.Server;
import berry.inbox.Inbox;
import berry.inbox.Receipt;
import berry.inbox.ReceptionNotes;
import berry.monitoring.Metrics;
import berry.outbox.Outbox;
import berry.privacy.Policy;
import berry.sandbox.Sandbox;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.Texts;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bot's ways in against our pretend Telegram, over real HTTP.
final class SandboxMeetingTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  @AutoClose private final Metrics gauges = new Metrics();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Audit audit = new Audit(database.database());
  private final Staff staff = new Staff(database.database(), changes, audit);
  private Sandbox sandbox;
  private Invitations invitations;
  private WebhookSecrets secrets;
  private Token token;
  private BotApi api;
  private String base;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(folder, Clock.systemUTC());
    token = new Token(sandbox.botToken());
    secrets = new WebhookSecrets(token, database.database());
    invitations =
        new Invitations(database.database(), changes, audit, new Seal(token), Clock.systemUTC());
    server
        .add(sandbox.routes("/sandbox"))
        .add(List.of(new Webhook(secrets, this::taken, bulletin()).route()));
    base = "http://127.0.0.1:" + server.start();
    api = new BotApi(URI.create(base + "/sandbox"), token, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    api.close();
    sandbox.close();
  }

  @Test
  void receives_what_is_written_by_long_polling() throws Exception {
    try (Reception reception = reception(null)) {
      reception.start();
      write("one");
      write("two");

      Await.until(SOON, () -> texts.size() == 2);
      assertThat(texts).containsExactly("one", "two");
      assertThat(reception.status().trouble()).isNull();
    }
  }

  @Test
  void receives_what_is_written_by_webhook() throws Exception {
    write("before");
    try (Reception reception = reception(URI.create(base))) {
      reception.start();
      write("after");

      Await.until(SOON, () -> texts.size() == 2);
      assertThat(texts).containsExactly("before", "after");
      assertThat(reception.status().mode()).isEqualTo(Reception.Mode.WEBHOOK);
    }
  }

  @Test
  void loses_nothing_when_one_way_follows_the_other() throws Exception {
    try (Reception reception = reception(URI.create(base))) {
      reception.start();
      write("by webhook");
      Await.until(SOON, () -> texts.size() == 1);
    }
    try (Reception reception = reception(null)) {
      reception.start();
      write("by polling");

      Await.until(SOON, () -> texts.contains("by polling"));
      assertThat(texts).containsExactly("by webhook", "by polling");
    }
  }

  @Test
  void owes_an_answer_to_a_command_and_none_to_a_question() throws Exception {
    meet(() -> {
      write("When do raspberries ripen?");
      write("/start spring");

      Await.holds(
          SOON,
          () -> {
            assertThat(rows("SELECT 1 FROM message WHERE direction = 'in'")).isEqualTo(2);
            assertThat(rows("SELECT 1 FROM person WHERE id = 77 AND source = 'spring'"))
                .isEqualTo(1);
            assertThat(
                    rows("SELECT 1 FROM outgoing WHERE body->>'text' LIKE 'Здравствуйте, Anna!%'"))
                .isEqualTo(1);
            assertThat(rows("SELECT 1 FROM outgoing WHERE method = 'sendMessage'")).isEqualTo(1);
          });
    });
  }

  @Test
  void appoints_who_opens_an_invitation() throws Exception {
    staff.makeOwner(1);
    String code = invitations.issue(Role.OPERATOR, 1).orElseThrow().code();

    meet(() -> {
      write("/start invite_" + code);

      Await.until(
          SOON,
          () ->
              rows("SELECT 1 FROM outgoing WHERE body->>'text' LIKE '%Теперь вы оператор%'") == 1);
      assertThat(staff.roleOf(77)).isEqualTo(Role.OPERATOR);
      assertThat(rows("SELECT 1 FROM person WHERE id = 77 AND source IS NULL")).isEqualTo(1);
    });
  }

  /// While the bot receives and answers.
  private void meet(Meeting meeting) throws Exception {
    Settings settings = new Settings(database.database(), changes);
    Texts words = new Texts(settings);
    Codes codes = new Codes(database.database(), changes, staff, audit, Clock.systemUTC());
    URI address = URI.create(base);
    Commands commands =
        new Commands(
            new Outbox(database.database(), changes, token.id()),
            new StartLinks(codes, invitations),
            words,
            new Policy(new Choices(settings, Rules.NONE), words),
            new Links(
                new Me(token.id(), true, "Berry", "b_bot"), signIn(), () -> address, () -> address),
            new People(database.database(), changes),
            List.of(),
            null);
    try (Metrics metrics = new Metrics();
        Inbox inbox =
            new Inbox(
                database.database(), changes, Clock.systemUTC(), token.id(), commands, metrics);
        Reception reception =
            new Reception(
                api,
                inbox::acceptAll,
                new Lease(database.address(), "updates"),
                new Reception.Target(null, secrets),
                bulletin(),
                Clock.systemUTC())) {
      inbox.start();
      reception.start();
      meeting.take();
    }
  }

  private interface Meeting {
    void take() throws Exception;
  }

  private int rows(String sql) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list().size());
  }

  @Test
  void publishes_its_menu() {
    Settings settings = new Settings(database.database(), changes);
    Answer<Me> me = api.getMe();
    assertThat(me).isInstanceOf(Answer.Ok.class);
    Links links =
        new Links(
            ((Answer.Ok<Me>) me).result(),
            signIn(),
            () -> URI.create(base),
            () -> URI.create(base));

    assertThat(new Menu(api, settings, new Texts(settings), links).publish()).isEmpty();
  }

  private SignInLinks signIn() {
    return new SignInLinks(database.database(), new Seal(token), Clock.systemUTC());
  }

  private Reception reception(@Nullable URI webhook) {
    return new Reception(
        api,
        this::take,
        new Lease(database.address(), "updates"),
        new Reception.Target(webhook, secrets),
        bulletin(),
        Clock.systemUTC());
  }

  private ReceptionReporter bulletin() {
    return new ReceptionReporter(
        new ReceptionNotes(database.database()), "here/1", Clock.systemUTC(), gauges);
  }

  private CompletableFuture<Receipt> taken(List<byte[]> bodies) {
    return CompletableFuture.completedFuture(take(bodies));
  }

  private Receipt take(List<byte[]> bodies) {
    for (byte[] body : bodies) {
      try {
        Update update = Update.read(body);
        texts.add(
            update.message() == null ? update.kind() : String.valueOf(update.message().text()));
      } catch (UnreadableUpdate e) {
        texts.add(String.valueOf(e.getMessage()));
      }
    }
    return new Receipt.Stored(bodies.size(), 0, 0);
  }

  private void write(String text) throws Exception {
    String body =
        "{\"token\":\"%s\",\"text\":\"%s\",\"person\":{\"id\":77,\"firstName\":\"Anna\",\"languageCode\":\"ru\"}}"
            .formatted(token.value(), text);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/sandbox/control/messages"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
