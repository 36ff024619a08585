package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.access.SecretForTests;
import berry.testing.Await;
import berry.testing.Ports;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Everything goes wrong, everything is asked, and no secret is in anything that comes out.
@Tag("scenario")
final class CanaryTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String METRICS = "canary/metrics+token=7d1f0c";
  private static final String WRONG = "canary-p@ss/word#41c";
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

  @TempDir Path folder;
  private final TestDatabase database = TestDatabase.empty();
  private final Canaries canaries = new Canaries();
  @AutoClose private final HttpClient client = HttpClient.newHttpClient();
  private Telegram telegram;
  private Telegram.Bot bot;

  @BeforeEach
  void open() {
    telegram = Telegram.open(folder.resolve("telegram"));
    bot = telegram.newBot();
    canaries
        .add("the token", bot.token())
        .add("the token's secret half", bot.token().substring(bot.token().indexOf(':') + 1))
        .add("the metrics token", METRICS)
        .add("the webhook's secret", SecretForTests.of(bot.token()))
        .add("the database's password", database.address().password())
        .add("a wrong password", WRONG);
  }

  @AfterEach
  void close() {
    telegram.close();
    database.close();
  }

  @Test
  void finds_a_canary_in_each_shape() {
    String basic =
        Base64.getEncoder().encodeToString(("user:" + WRONG).getBytes(StandardCharsets.UTF_8));

    canaries.search("plain", "x" + METRICS + "x");
    canaries.search("a query", "?password=canary-p%40ss%2Fword%2341c");
    canaries.search("a header", "Basic " + basic);
    canaries.search("nothing", "canary");

    assertThat(canaries.hits())
        .contains("the metrics token in plain")
        .anyMatch(hit -> hit.endsWith("in a query"))
        .anyMatch(hit -> hit.endsWith("in a header"))
        .noneMatch(hit -> hit.endsWith("in nothing"));
  }

  @Test
  void shows_no_secret_in_whatever_comes_out_of_a_running_berry() throws Exception {
    Path home = folder.resolve("berry");
    Map<String, String> environment = environment();
    try (BerryProcess berry = BerryProcess.start(home, environment)) {
      String address = berry.awaitReady();
      ScenarioFixture fixture = telegram.town(bot, address);
      fixture.says(ScenarioFixture.OWNER, "/start");
      fixture.heard(ScenarioFixture.OWNER, items -> items.size() == 1);
      fixture.says(ScenarioFixture.ANNA, "A question");
      crawl(address, fixture.opens(ScenarioFixture.ANNA), fixture.opens(ScenarioFixture.OWNER));
      disturbTelegram(fixture);
      breakTheDatabase(address);
      verbs(home, environment);
      process(berry.pid());
      telegram.close();
      crawlOnce(address, "GET", "/readyz", null, null);
      verbs(home, environment);
      assertThat(berry.terminate()).isZero();
      output(home, berry.out(), berry.errors());
    }
    assertThat(home.resolve("logs/app.log")).isNotEmptyFile();
    assertThat(canaries.searched()).isGreaterThan(100);
    assertThat(canaries.hits()).isEmpty();
  }

  @Test
  void shows_no_secret_when_it_can_not_start() {
    Map<String, String> nobody = environment();
    nobody.put("DATABASE_URL", "postgresql://berry:canary-p%40ss%2Fword%2341c@127.0.0.1:1/x");
    Map<String, String> wrong = environment();
    wrong.put(
        "DATABASE_URL", database.url().replaceFirst(":[^:@/]*@", ":canary-p%40ss%2Fword%2341c@"));
    Map<String, String> unreadable = environment();
    unreadable.put("DATABASE_URL", "postgresql://berry:" + WRONG + "@127.0.0.1:x/y?z");
    Map<String, String> revoked = environment();
    revoked.put("BOT_TOKEN", bot.id() + ":" + "canary-p-ss-word-41c");
    canaries.add("an unknown token", "canary-p-ss-word-41c");
    Map<String, String> shapeless = environment();
    shapeless.put("BOT_TOKEN", WRONG);
    shapeless.put("METRICS_TOKEN", METRICS + " and more");
    List<Map<String, String>> all = List.of(nobody, wrong, unreadable, revoked, shapeless);
    for (int number = 0; number < all.size(); number++) {
      Path home = folder.resolve("start" + number);
      try (BerryInside berry = BerryInside.run(home, all.get(number), "start")) {
        assertThat(berry.ended(SOON)).as("start %s", number).isIn(3, 4);
        assertThat(berry.errors()).isNotEmpty();
        output(home, berry.out(), berry.errors());
      }
      verbs(home, all.get(number));
    }
    assertThat(canaries.hits()).isEmpty();
  }

  // -- what is asked

  private void crawl(String address, String person, String owner) throws Exception {
    String page = crawlOnce(address, "GET", "/", null, null);
    Matcher assets = ASSET.matcher(page);
    while (assets.find()) {
      String asset = crawlOnce(address, "GET", assets.group(1), null, null);
      bundle(address, asset);
    }
    String document = crawlOnce(address, "GET", "/api/openapi.json", null, null);
    JsonNode paths = new Web.Answer(200, document).json().get("paths");
    for (var path : paths.properties()) {
      String asked = path.getKey().replaceAll("\\{[^}]+}", "1");
      for (String method : path.getValue().propertyNames()) {
        if (asked.equals("/api/live")) {
          crawlOnce(address, method, asked, null, null);
          continue;
        }
        for (String bearer : new String[] {null, "nobody", person, owner}) {
          boolean ends = method.equals("delete") && asked.equals("/api/session");
          crawlOnce(address, method, asked + "?limit=x&range=y", ends ? null : bearer, "{");
          crawlOnce(address, method, asked, ends ? null : bearer, "{}");
        }
      }
    }
    for (String odd :
        List.of("/nowhere", "/api/nowhere", "/%00", "/assets/%2e%2e/", "/metrics", "/livez")) {
      crawlOnce(address, "GET", odd, null, null);
      crawlOnce(address, "PUT", odd, METRICS, "x");
    }
    webhook(address, null, "{}");
    webhook(address, "wrong", "{}");
    webhook(address, SecretForTests.of(bot.token()), "not JSON");
  }

  /// What the first file loads later.
  private void bundle(String address, String script) throws Exception {
    Matcher more = Pattern.compile("\"(?:\\./|/?assets/)([\\w.-]+\\.(?:js|css))\"").matcher(script);
    while (more.find()) {
      crawlOnce(address, "GET", "/assets/" + more.group(1), null, null);
    }
  }

  private void webhook(String address, @Nullable String secret, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/telegram/webhook"))
            .POST(BodyPublishers.ofString(body));
    if (secret != null) {
      request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    seen("POST /telegram/webhook", request);
  }

  private String crawlOnce(
      String address, String method, String path, @Nullable String bearer, @Nullable String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method.toUpperCase(Locale.ROOT),
                body == null || method.equalsIgnoreCase("get")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return seen(method + " " + path, request);
  }

  private String seen(String what, HttpRequest.Builder request) throws Exception {
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(SOON).build(), BodyHandlers.ofString());
      canaries.search(what, answer.statusCode() + " " + answer.headers().map() + answer.body());
      return answer.body();
    } catch (IOException closed) {
      // Berry may close a connection whose body it did not want: then nothing came out.
      return "";
    }
  }

  // -- what goes wrong

  /// Telegram quotes the token in its errors, and answers nonsense.
  private void disturbTelegram(ScenarioFixture fixture) {
    String url = "https://api.telegram.org/bot" + bot.token() + "/sendMessage";
    for (int code : new int[] {400, 401, 500, 502}) {
      Web.post(
          fixture.sandbox() + "/sandbox/control/faults",
          Map.of(
              "token",
              bot.token(),
              "method",
              "*",
              "errorCode",
              code,
              "times",
              3,
              "description",
              "no route to " + url + " (" + bot.token() + ")"));
      fixture.says(ScenarioFixture.STRANGER, "/start");
    }
    Await.until(SOON, () -> tried() > 2);
    Web.delete(fixture.sandbox() + "/sandbox/control/faults");
  }

  /// How often something was sent that Telegram refused or took.
  private int tried() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT coalesce(sum(attempts), 0) FROM outgoing")
                .mapTo(Integer.class)
                .one());
  }

  private void breakTheDatabase(String address) throws Exception {
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE message RENAME TO elsewhere"));
    webhook(
        address,
        SecretForTests.of(bot.token()),
        """
        {"update_id":7,"message":{"message_id":1,"date":1,"text":"x","chat":{"id":9,"type":"private"},
        "from":{"id":9,"is_bot":false,"first_name":"A"}}}\
        """);
    crawlOnce(address, "GET", "/readyz", null, null);
    database.jdbi().useHandle(handle -> handle.execute("ALTER TABLE elsewhere RENAME TO message"));
  }

  // -- what is printed

  private void verbs(Path home, Map<String, String> environment) {
    for (String verb : List.of("config show", "status --json", "doctor --json")) {
      try (BerryInside run = BerryInside.run(home, environment, verb.split(" ", -1))) {
        run.ended(Duration.ofSeconds(60));
        canaries.search("berry " + verb, run.out() + run.errors());
      }
    }
  }

  private void process(long pid) throws IOException, InterruptedException {
    canaries.search("the command line", Files.readString(Path.of("/proc/" + pid + "/cmdline")));
    Path dump = folder.resolve("threads");
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(pid), "Thread.dump_to_file", dump.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("jcmd").toFile())
        .start()
        .waitFor();
    canaries.search("the threads", Files.readString(dump));
  }

  private void output(Path home, List<String> out, String errors) {
    canaries.search("stdout", String.join("\n", out));
    canaries.search("stderr", errors);
    Path log = home.resolve("logs/app.log");
    try {
      canaries.search("the log", Files.exists(log) ? Files.readString(log) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(telegram.environment(bot));
    environment.put("DATABASE_URL", database.url());
    environment.put("METRICS_TOKEN", METRICS);
    environment.put("OWNER_ID", Long.toString(ScenarioFixture.OWNER));
    int port = Ports.free();
    environment.put("PORT", Integer.toString(port));
    environment.put("WEBAPP_URL", "http://127.0.0.1:" + port);
    return environment;
  }
}
