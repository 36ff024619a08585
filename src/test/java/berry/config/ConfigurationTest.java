package berry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {

  private static final String TOKEN = "123456789:AAcanarycanarycanarycanarycanary";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BOT_TOKEN        | canary
          BOT_TOKEN        | 123:cana ry
          BOT_TOKEN        | AA:canary
          WEBAPP_URL       | example.com
          WEBAPP_URL       | http://example.com
          WEBAPP_URL       | https://example.com:9000
          WEBAPP_URL       | https://
          WEBAPP_URL       | https://example.com/?a=b
          WEBAPP_URL       | https://user:pw@example.com
          WEBAPP_URL       | ftp://example.com
          WEBHOOK_URL      | on
          WEBHOOK_URL      | http://example.com
          TELEGRAM_API_URL | api.telegram.org
          TELEGRAM_API_URL | telnet://x
          DATABASE_URL     | postgres://u:canary
          DATABASE_URL     | canary
          DATABASE_UNPOOLED_URL | mysql://u:canary@h/db
          REACT_APP_API_URL| /api
          PORT             | -1
          PORT             | 65536
          PORT             | 80a
          PORT             | 99999999999999999999
          HOST             | not a host
          HOST             | 1.2.3.4.5
          HOST             | http://127.0.0.1
          OWNER_ID         | @anna
          OWNER_ID         | 0
          OWNER_ID         | -5
          OWNER_ID         | 99999999999999999999
          METRICS_TOKEN    | cana ry
          TRUSTED_PROXIES  | 10.0.0.0/33
          TRUSTED_PROXIES  | proxy.local
          TRUSTED_PROXIES  | 10.0.0.1,,x
          BERRY_CONFIG     | missing.yaml
          RAILWAY_PUBLIC_DOMAIN | https://x.up.railway.app
          """)
  void refuses_and_names_each_bad_value(String name, String value) {
    Mistake mistake = mistakes(Scope.ALL, Map.of(name, value)).getFirst();

    assertThat(mistake.variable()).isEqualTo(name);
    assertThat(mistake.rule()).isNotBlank();
    assertThat(mistake.example()).isNotBlank();
    assertThat(mistake.toString()).doesNotContain("canary", "cana ry");
  }

  @Test
  void reports_every_mistake_at_once() {
    List<Mistake> mistakes =
        mistakes(
            Scope.ALL, Map.of("BOT_TOKEN", "x", "PORT", "x", "DATABASE_URL", "x", "OWNER_ID", "x"));

    assertThat(mistakes)
        .extracting(Mistake::variable)
        .containsExactlyInAnyOrder("BOT_TOKEN", "PORT", "DATABASE_URL", "OWNER_ID");
  }

  @Test
  void refuses_two_different_tokens() {
    assertThat(mistakes(Scope.ALL, Map.of("BOT_TOKEN", TOKEN, "REACT_APP_BOT_TOKEN", "1:other")))
        .extracting(Mistake::variable)
        .containsExactly("REACT_APP_BOT_TOKEN");
  }

  @Test
  void refuses_a_secret_given_twice() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN);

    assertThat(mistakes(Scope.ALL, Map.of("BOT_TOKEN", TOKEN, "BOT_TOKEN_FILE", file.toString())))
        .extracting(Mistake::variable)
        .containsExactly("BOT_TOKEN_FILE");
  }

  @Test
  void refuses_a_secret_file_that_is_missing() {
    assertThat(mistakes(Scope.ALL, Map.of("BOT_TOKEN_FILE", "nowhere")))
        .extracting(Mistake::variable)
        .containsExactly("BOT_TOKEN_FILE");
  }

  @Test
  void refuses_a_data_folder_that_is_a_file() throws IOException {
    Files.writeString(folder.resolve("data"), "");

    assertThat(mistakes(Scope.ALL, Map.of()))
        .extracting(Mistake::variable)
        .containsExactly("BERRY_DATA");
  }

  @Test
  void names_the_line_of_env_that_it_cannot_read_and_not_its_text() throws IOException {
    Files.writeString(folder.resolve(".env"), "PORT=1\nexport BOT_TOKEN=canary\n");

    Mistake mistake = mistakes(Scope.ALL, Map.of()).getFirst();

    assertThat(mistake.held()).contains("line 2");
    assertThat(mistake.toString()).doesNotContain("canary");
  }

  @Test
  void hints_at_quotes_when_env_has_cut_a_password() throws IOException {
    Files.writeString(folder.resolve(".env"), "DATABASE_URL=postgres://u:can#ary@h/db\n");

    assertThat(mistakes(Scope.ALL, Map.of()).getFirst().rule()).contains("quotes");
  }

  @Test
  void refuses_the_bot_alone_without_a_database_or_a_token() {
    assertThat(mistakes(Scope.BOT, Map.of()))
        .extracting(Mistake::variable)
        .containsExactly("DATABASE_URL", "BOT_TOKEN");
  }

  @Test
  void refuses_the_dashboard_alone_with_neither_database_nor_address() {
    assertThat(mistakes(Scope.DASHBOARD, Map.of("BOT_TOKEN", TOKEN)))
        .extracting(Mistake::variable)
        .containsExactly("DATABASE_URL");
  }

  @Test
  void needs_nothing_at_all() {
    Configuration configuration = load(Scope.ALL, Map.of());

    assertThat(configuration.sandbox()).isTrue();
    assertThat(configuration.port()).isEqualTo(8080);
    assertThat(configuration.host()).isEqualTo("127.0.0.1");
    assertThat(configuration.database()).isNull();
    assertThat(configuration.webhookUrl()).isNull();
    assertThat(configuration.telegram()).isEqualTo(URI.create("https://api.telegram.org"));
    assertThat(configuration.data()).isEqualTo(folder.resolve("data"));
    assertThat(configuration.logFile()).isEqualTo(folder.resolve("logs/app.log"));
    assertThat(configuration.rules()).isEqualTo(Rules.NONE);
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void listens_everywhere_with_a_real_bot() {
    assertThat(load(Scope.ALL, Map.of("BOT_TOKEN", TOKEN)).host()).isNull();
  }

  @Test
  void warns_loudly_when_the_sandbox_is_opened_to_others() {
    assertThat(load(Scope.ALL, Map.of("HOST", "0.0.0.0")).warnings())
        .singleElement()
        .asString()
        .contains("this machine only");
  }

  @Test
  void takes_the_documents_placeholders_for_nothing_and_says_so() {
    Configuration configuration =
        load(
            Scope.ALL,
            Map.of(
                "BOT_TOKEN", "your_bot_token",
                "WEBAPP_URL", "your_webapp_url",
                "DATABASE_URL", "your_database_url",
                "REACT_APP_API_URL", "your_api_url",
                "REACT_APP_BOT_TOKEN", "your_bot_token"));

    assertThat(configuration.sandbox()).isTrue();
    assertThat(configuration.warnings()).hasSize(5);
  }

  @Test
  void understands_the_documents_second_name_of_the_token_with_a_warning() {
    Configuration configuration = load(Scope.ALL, Map.of("REACT_APP_BOT_TOKEN", TOKEN));

    assertThat(configuration.botToken()).isEqualTo(new Secret(TOKEN));
    assertThat(configuration.warnings()).singleElement().asString().contains("REACT_APP_BOT_TOKEN");
  }

  @Test
  void reads_every_secret_from_a_file() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Path url = Files.writeString(folder.resolve("url"), "postgres://u:p@h/db\n");

    Configuration configuration =
        load(
            Scope.ALL,
            Map.of("BOT_TOKEN_FILE", token.toString(), "DATABASE_URL_FILE", url.toString()));

    assertThat(configuration.botToken()).isEqualTo(new Secret(TOKEN));
    assertThat(configuration.database()).isNotNull();
    assertThat(shown(configuration, Variable.BOT_TOKEN).source())
        .isEqualTo(Source.ENVIRONMENT_FILE);
  }

  @Test
  void prefers_flag_to_environment_to_env_file_to_default() throws IOException {
    Files.writeString(folder.resolve(".env"), "PORT=3\nOWNER_ID=7\nHOST='127.0.0.2' # here\n");
    Environment environment = new Environment(Map.of("PORT", "2", "OWNER_ID", ""), folder);

    Configuration flagged = Configuration.load(Scope.ALL, environment, Map.of(Variable.PORT, "1"));
    Configuration plain = Configuration.load(Scope.ALL, environment, Map.of());

    assertThat(flagged.port()).isEqualTo(1);
    assertThat(plain.port()).isEqualTo(2);
    assertThat(plain.ownerId()).isEqualTo(7);
    assertThat(plain.host()).isEqualTo("127.0.0.2");
    assertThat(shown(plain, Variable.OWNER_ID).source()).isEqualTo(Source.DOTENV);
    assertThat(shown(plain, Variable.LOG_FILE).source()).isEqualTo(Source.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          ALL,       -,                -,               -,              -
          ALL,       https://a.b/,     -,               https://a.b,    https://a.b
          ALL,       https://a.b:8443, -,               https://a.b:8443, https://a.b:8443
          ALL,       https://a.b/c,    https://d.e,     https://a.b/c,  https://d.e
          ALL,       https://a.b,      off,             https://a.b,    -
          BOT,       https://a.b,      -,               https://a.b,    -
          DASHBOARD, https://a.b,      -,               https://a.b,    -
          """)
  void turns_public_addresses_into_dashboard_and_webhook(
      Scope scope, String webapp, String webhook, String dashboard, String hook) {
    Map<String, String> values = service();
    put(values, "WEBAPP_URL", webapp);
    put(values, "WEBHOOK_URL", webhook);

    Configuration configuration = load(scope, values);

    assertThat(configuration.webappUrl())
        .isEqualTo(dashboard == null ? null : URI.create(dashboard));
    assertThat(configuration.webhookUrl()).isEqualTo(hook == null ? null : URI.create(hook));
  }

  @ParameterizedTest
  @CsvSource({"ALL,true,true", "BOT,false,true", "DASHBOARD,true,false"})
  void takes_railways_domain_where_it_is_the_right_one(
      Scope scope, boolean dashboard, boolean webhook) {
    Map<String, String> values = service();
    values.put("RAILWAY_PUBLIC_DOMAIN", "x.up.railway.app");

    Configuration configuration = load(scope, values);

    assertThat(configuration.webappUrl() != null).isEqualTo(dashboard);
    assertThat(configuration.webhookUrl() != null).isEqualTo(webhook);
  }

  @Test
  void allows_plain_http_and_any_port_with_another_telegram() {
    Configuration configuration =
        load(
            Scope.ALL,
            Map.of(
                "BOT_TOKEN", TOKEN,
                "TELEGRAM_API_URL", "http://127.0.0.1:9000/sandbox/",
                "WEBAPP_URL", "http://127.0.0.1:8080"));

    assertThat(configuration.telegram()).isEqualTo(URI.create("http://127.0.0.1:9000/sandbox"));
    assertThat(configuration.webhookUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
  }

  @Test
  void serves_the_dashboard_alone_by_forwarding() {
    Configuration configuration =
        load(Scope.DASHBOARD, Map.of("REACT_APP_API_URL", "https://bot.example.com"));

    assertThat(configuration.forwards()).isTrue();
    assertThat(configuration.sandbox()).isFalse();
    assertThat(configuration.port()).isEqualTo(8081);
  }

  @Test
  void connects_directly_by_the_same_address_unless_told_otherwise() {
    Configuration same = load(Scope.ALL, Map.of("DATABASE_URL", "postgres://u:p@h/db"));
    Configuration other =
        load(
            Scope.ALL,
            Map.of(
                "DATABASE_URL", "postgres://u:p@pooler/db",
                "DATABASE_UNPOOLED_URL", "postgres://u:p@h/db"));

    assertThat(same.directDatabase()).isEqualTo(same.database());
    assertThat(other.directDatabase()).isNotEqualTo(other.database());
  }

  @Test
  void believes_only_the_proxies_it_is_told_to() throws Exception {
    List<Network> proxies =
        load(Scope.ALL, Map.of("TRUSTED_PROXIES", "10.0.0.0/9, ::1")).trustedProxies();

    assertThat(proxies.getFirst().contains(InetAddress.ofLiteral("10.127.0.1"))).isTrue();
    assertThat(proxies.getFirst().contains(InetAddress.ofLiteral("10.128.0.1"))).isFalse();
    assertThat(proxies.getFirst().contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(proxies.getLast().contains(InetAddress.ofLiteral("::1"))).isTrue();
  }

  @Test
  void knows_the_edge_of_railway() throws Exception {
    InetAddress edge = InetAddress.ofLiteral("100.64.0.7");
    for (String sign : List.of("RAILWAY_REPLICA_ID", "RAILWAY_PUBLIC_DOMAIN")) {
      assertThat(load(Scope.ALL, Map.of(sign, "x.up.railway.app")).trustedProxies())
          .singleElement()
          .matches(network -> network.contains(edge));
    }
    assertThat(load(Scope.ALL, Map.of("RAILWAY_TOKEN", "x")).trustedProxies()).isEmpty();
  }

  @Test
  void takes_the_named_proxies_instead_of_railways() {
    Map<String, String> values = Map.of("RAILWAY_REPLICA_ID", "x", "TRUSTED_PROXIES", "10.0.0.1");

    assertThat(load(Scope.ALL, values).trustedProxies())
        .extracting(Network::toString)
        .containsExactly("10.0.0.1/32");
  }

  @Test
  void reads_the_rules() throws IOException {
    Files.writeString(
        folder.resolve("berry.yaml"),
        "timeZone: Europe/Moscow\nanswerLimit: 20m\nretention:\n  incoming: 10d\n");

    assertThat(load(Scope.ALL, Map.of()).rules())
        .isEqualTo(
            new Rules(ZoneId.of("Europe/Moscow"), Duration.ofMinutes(20), Duration.ofDays(10)));
  }

  @Test
  void reads_the_rules_of_backups() throws IOException {
    String recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    Files.writeString(
        folder.resolve("berry.yaml"),
        """
        backup:
          daily: "04:30"
          keep: {hourly: 0, monthly: 12}
          budget: 12.5%
          recipients: [RECIPIENT]
          copies:
            - directory: /mnt/backups
            - directory: /mnt/nas/
              plain: true
          plainCopies: true
        """
            .replace("RECIPIENT", recipient));

    assertThat(load(Scope.ALL, Map.of()).rules().backup())
        .isEqualTo(
            new BackupRules(
                LocalTime.of(4, 30),
                new BackupRules.Keep(0, 7, 4, 12),
                0.125,
                List.of(recipient),
                List.of(
                    new CopyTarget.Directory(Path.of("/mnt/backups"), false),
                    new CopyTarget.Directory(Path.of("/mnt/nas"), true)),
                true));
  }

  private static final String ELSEWHERE =
      """
      backup:
        recipients: [age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj]
        copies:
          - s3: {endpoint: https://s3.example.org, region: eu-1, bucket: berry, prefix: prod}
          - telegram: owner
      """;

  @Test
  void reads_where_copies_lie_elsewhere() throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), ELSEWHERE);

    Configuration read =
        load(Scope.ALL, Map.of("S3_ACCESS_KEY", "canary1", "S3_SECRET_KEY", "canary2"));

    assertThat(read.rules().backup().copies())
        .containsExactly(
            new CopyTarget.S3(
                URI.create("https://s3.example.org"), "eu-1", "berry", "prod/", true, false),
            new CopyTarget.Telegram());
    assertThat(read.secrets()).hasSize(2);
    assertThat(read.values().toString() + read.s3Keys()).doesNotContain("canary");
  }

  @Test
  void asks_for_the_keys_of_a_bucket_where_copies_are_made() throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), ELSEWHERE);

    assertThat(mistakes(Scope.ALL, Map.of()))
        .extracting(Mistake::variable)
        .containsExactly("S3_ACCESS_KEY", "S3_SECRET_KEY");
  }

  @Test
  void lets_unencrypted_copies_leave_only_when_told_twice() throws IOException {
    String once =
        "backup: {copies: [{s3: {endpoint: 'https://a.org', bucket: berry}, plain: true}]";
    Map<String, String> keys = Map.of("S3_ACCESS_KEY", "a", "S3_SECRET_KEY", "b");

    Files.writeString(folder.resolve("berry.yaml"), once + "}\n");
    assertThat(mistakes(Scope.ALL, keys))
        .extracting(Mistake::variable)
        .containsExactly("berry.yaml: backup.copies.s3");

    Files.writeString(folder.resolve("berry.yaml"), once + ", plainCopies: true}\n");
    assertThat(load(Scope.ALL, keys).rules().backup().copies()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -          | -     | /srv/b       | -
          production | -     | /srv/b       | this Railway service has no volume
          production | /data | /srv/b       | is not on the volume
          production | /data | /data/b      | -
          """)
  void knows_what_railway_does_not_keep(
      String environment, String volume, String backups, String lost) {
    Map<String, String> variables = new HashMap<>(Map.of("BACKUP_DIR", backups));
    if (environment != null) {
      variables.put("RAILWAY_ENVIRONMENT", environment);
    }
    if (volume != null) {
      variables.put("RAILWAY_VOLUME_MOUNT_PATH", volume);
    }

    String seen = load(Scope.ALL, variables).backupsLost();

    if (lost == null) {
      assertThat(seen).isNull();
    } else {
      assertThat(seen).contains(lost);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "'off'", "false"})
  void makes_no_daily_backup_when_told_so(String off) throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), "backup: {daily: " + off + "}\n");

    assertThat(load(Scope.ALL, Map.of()).rules().backup().daily()).isNull();
  }

  @Test
  void keeps_backups_in_the_data_folder_unless_told_where() {
    assertThat(load(Scope.ALL, Map.of("BERRY_DATA", "/var/lib/b")).backups())
        .isEqualTo(Path.of("/var/lib/b/backups"));
    assertThat(load(Scope.ALL, Map.of("BACKUP_DIR", "/mnt/x")).backups())
        .isEqualTo(Path.of("/mnt/x"));
  }

  @Test
  void takes_an_empty_rules_file_for_no_rules() throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), "# nothing yet\n");

    assertThat(load(Scope.ALL, Map.of()).rules()).isEqualTo(Rules.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timeZon: UTC                 | berry.yaml: timeZon            | did you mean timeZone
          colour: red                  | berry.yaml: colour             | unknown key
          timeZone: Mars/Olympus       | berry.yaml: timeZone           | Mars/Olympus
          timeZone: [a]                | berry.yaml: timeZone           | a
          answerLimit: 15              | berry.yaml: answerLimit        | 15
          answerLimit: 0m              | berry.yaml: answerLimit        | 0m
          retention: 30d               | berry.yaml: retention          | 30d
          'retention: {incomin: 30d}'  | berry.yaml: retention.incomin  | did you mean incoming
          'retention: {incoming: 1h}'  | berry.yaml: retention.incoming | 1h
          backup: daily                | berry.yaml: backup             | daily
          'backup: {dayly: "03:00"}'   | berry.yaml: backup.dayly       | did you mean daily
          'backup: {daily: "24:00"}'   | berry.yaml: backup.daily       | 24:00
          'backup: {keep: 7}'          | berry.yaml: backup.keep        | 7
          'backup: {keep: {daily: -1}}' | berry.yaml: backup.keep.daily | -1
          'backup: {keep: {yearly: 1}}' | berry.yaml: backup.keep.yearly | unknown key
          'backup: {budget: 0.2}'      | berry.yaml: backup.budget      | 0.2
          'backup: {budget: 100%}'     | berry.yaml: backup.budget      | 100%
          'backup: {recipients: age1}' | berry.yaml: backup.recipients  | age1
          'backup: {recipients: [age1x]}' | berry.yaml: backup.recipients | age1x
          'backup: {recipients: [AGE-SECRET-KEY-1CANARY]}' | berry.yaml: backup.recipients | •••
          'backup: {copies: [/mnt]}'   | berry.yaml: backup.copies      | /mnt
          'backup: {copies: [{directory: mnt}]}' | berry.yaml: backup.copies.directory | mnt
          'backup: {copies: [{ftp: a}]}' | berry.yaml: backup.copies.ftp | unknown key
          'backup: {copies: [{s3: berry}]}' | berry.yaml: backup.copies.s3 | berry
          'backup: {copies: [{s3: {bucket: berry, key: 1}}]}' | berry.yaml: backup.copies.s3.key | unknown key
          'backup: {copies: [{s3: {bucket: berry}}]}' | berry.yaml: backup.copies.s3.endpoint | ''
          'backup: {copies: [{s3: {endpoint: "http://s3.a.org", bucket: berry}}]}' | berry.yaml: backup.copies.s3.endpoint | http://s3
          'backup: {copies: [{s3: {endpoint: "https://k:canary@s3.a.org", bucket: berry}}]}' | berry.yaml: backup.copies.s3.endpoint | s3.a.org
          'backup: {copies: [{s3: {endpoint: "https://s3.a.org", bucket: B}}]}' | berry.yaml: backup.copies.s3.bucket | B
          'backup: {copies: [{s3: {endpoint: "https://s3.a.org", bucket: berry, prefix: ../a}}]}' | berry.yaml: backup.copies.s3.prefix | ../a
          'backup: {copies: [{s3: {endpoint: "https://s3.a.org", bucket: berry}}]}' | berry.yaml: backup.copies.s3 | unencrypted
          'backup: {copies: [{telegram: me}]}' | berry.yaml: backup.copies.telegram | me
          'backup: {copies: [{telegram: owner}]}' | berry.yaml: backup.copies.telegram | unencrypted
          'backup: {copies: [{directory: /a, telegram: owner}]}' | berry.yaml: backup.copies | telegram
          'backup: {copies: [{directory: /a}, {directory: /a/}]}' | berry.yaml: backup.copies | directory /a
          'backup: {plainCopies: 7}'   | berry.yaml: backup.plainCopies | 7
          just words                   | berry.yaml                     | no keys
          'a: [1'                      | berry.yaml                     | not readable
          """)
  void refuses_rules_it_cannot_keep(String text, String variable, String held) throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), text);

    Mistake mistake = mistakes(Scope.ALL, Map.of()).getFirst();

    assertThat(mistake.variable()).isEqualTo(variable);
    assertThat(mistake.held()).contains(held);
  }

  @Test
  void shows_no_secret_in_any_of_its_faces() {
    Configuration configuration =
        load(
            Scope.ALL,
            Map.of(
                "BOT_TOKEN", TOKEN,
                "DATABASE_URL", "postgres://u:canary@h/db",
                "METRICS_TOKEN", "canary-too"));

    assertThat(configuration.toString()).doesNotContain("canary");
    assertThat(configuration.values().toString()).doesNotContain("canary").contains("@h/db");
    assertThat(configuration.secrets()).hasSize(3);
  }

  @Test
  void shows_every_variable_once_in_the_tables_order() {
    assertThat(load(Scope.ALL, Map.of()).values())
        .extracting(Shown::variable)
        .containsExactly(Variable.values());
  }

  @Test
  void warns_of_a_slip_in_env() throws IOException {
    Files.writeString(folder.resolve(".env"), "BOT_TOKN=\nSOMETHING_ELSE=1\n");

    assertThat(load(Scope.ALL, Map.of()).warnings())
        .containsExactly(".env sets BOT_TOKN; did you mean BOT_TOKEN?");
  }

  private Configuration load(Scope scope, Map<String, String> variables) {
    return Configuration.load(scope, new Environment(variables, folder), Map.of());
  }

  private List<Mistake> mistakes(Scope scope, Map<String, String> variables) {
    ConfigurationMistakes thrown =
        catchThrowableOfType(ConfigurationMistakes.class, () -> load(scope, variables));
    assertThat(thrown).isNotNull();
    return new ArrayList<>(thrown.mistakes());
  }

  private static Map<String, String> service() {
    return new HashMap<>(Map.of("BOT_TOKEN", TOKEN, "DATABASE_URL", "postgres://u:p@h/db"));
  }

  private static void put(Map<String, String> values, String name, String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private static Shown shown(Configuration configuration, Variable variable) {
    return Arrays.stream(Variable.values())
        .flatMap(one -> configuration.values().stream())
        .filter(one -> one.variable() == variable)
        .findFirst()
        .orElseThrow();
  }
}
