package berry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import berry.config.EscalationRules.Contact;
import berry.config.EscalationRules.MailServer;
import berry.config.EscalationRules.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The section `escalation` of berry.yaml and the secrets that belong to it.
final class EscalationSectionTest {

  private static final String SECRET = "canary-0123456789";

  @TempDir private Path folder;

  @Test
  void reads_who_is_called_when_and_how() throws IOException {
    yaml(
        """
        escalation:
          contacts: {developer: [279058397, "@Ann_dev"], support: ["279058397"]}
          steps: [{after: 0m, to: developer}, {after: 90s, to: support}, {after: 1h, to: all}]
          webhook: https://example.org/hook?team=1
          mail: smtps://berry%40example.org@mail.example.org:2465
          deadMan: https://hc.example.org/ping/b/
        """);

    Configuration read = load(Map.of("ESCALATION_SECRET", SECRET, "SMTP_PASSWORD", "canary-2"));

    EscalationRules rules = read.rules().escalation();
    assertThat(rules.pinned()).isTrue();
    assertThat(rules.contacts())
        .containsExactly(
            new Contact("developer", 279_058_397L, null),
            new Contact("developer", null, "Ann_dev"),
            new Contact("support", 279_058_397L, null));
    assertThat(rules.steps())
        .containsExactly(
            new Step(Duration.ZERO, "developer"),
            new Step(Duration.ofSeconds(90), "support"),
            new Step(Duration.ofHours(1), null));
    assertThat(rules.webhook()).isEqualTo(URI.create("https://example.org/hook?team=1"));
    assertThat(rules.mail())
        .isEqualTo(new MailServer(true, "mail.example.org", 2465, "berry@example.org"));
    assertThat(rules.deadMan()).isEqualTo(URI.create("https://hc.example.org/ping/b"));
    assertThat(read.secrets()).extracting(Secret::reveal).contains(SECRET, "canary-2");
    assertThat(read.values().toString())
        .doesNotContain("canary")
        .contains("ESCALATION_SECRET", "SMTP_PASSWORD");
  }

  @Test
  void without_it_contacts_are_chosen_in_the_dashboard_and_called_in_the_usual_order()
      throws IOException {
    assertThat(load(Map.of()).rules().escalation()).isEqualTo(EscalationRules.USUAL);

    yaml("escalation: {steps: [{after: 0m, to: all}]}");
    assertThat(load(Map.of()).rules().escalation().pinned()).isFalse();
    yaml("escalation: {contacts: {}}");
    assertThat(load(Map.of()).rules().escalation().pinned()).isTrue();
  }

  @Test
  void tells_all_mistakes_at_once() throws IOException {
    yaml(
        """
        escalation:
          contacts: {developer: [0, "@ann", Ann, an], ops: [1], support: 5}
          steps: [{after: 0, to: dev}, {to: all, before: 1m}]
          webhook: http://example.org
          mail: smtp://mail.example.org
          deadMan: https://hc.example.org/ping?x=1
          pager: 5
        """);

    assertThat(mistakes(Map.of("ESCALATION_SECRET", "short")))
        .extracting(Mistake::variable)
        .containsExactlyInAnyOrder(
            "berry.yaml: escalation.contacts.developer",
            "berry.yaml: escalation.contacts.developer",
            "berry.yaml: escalation.contacts.developer",
            "berry.yaml: escalation.contacts.ops",
            "berry.yaml: escalation.contacts.support",
            "berry.yaml: escalation.steps.after",
            "berry.yaml: escalation.steps.to",
            "berry.yaml: escalation.steps.before",
            "berry.yaml: escalation.steps.after",
            "berry.yaml: escalation.webhook",
            "berry.yaml: escalation.mail",
            "berry.yaml: escalation.deadMan",
            "berry.yaml: escalation.pager",
            "ESCALATION_SECRET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          me                                                  | escalation                    | me
          {contacts: [1]}                                     | escalation.contacts           | 1
          {contacts: {devops: [9999999999999999999]}}         | escalation.contacts.devops    | 999
          {contacts: {devops: [1.5]}}                         | escalation.contacts.devops    | 1.5
          {contacts: {devops: [1, "1"]}}                      | escalation.contacts.devops    | 1
          {contacts: {devops: [{id: 1}]}}                     | escalation.contacts.devops    | id
          {steps: []}                                         | escalation.steps              | []
          {steps: [5m]}                                       | escalation.steps              | 5m
          {steps: [{after: 5m, to: all}]}                     | escalation.steps              | 5m
          {steps: [{after: 0m, to: all}, {after: 0m, to: all}]} | escalation.steps            | 0m
          {steps: [{after: 0m}]}                              | escalation.steps.to           | nothing
          {steps: [{after: 25h, to: all}]}                    | escalation.steps.after        | 25h
          {webhook: https://u:canary@example.org/}            | escalation.webhook            | •••@ex
          {webhook: ftp://example.org/canary}                 | escalation.webhook            | ftp://
          {webhook: [1]}                                      | escalation.webhook            | 1
          {mail: smtp://u:canary@example.org}                 | escalation.mail               | •••@ex
          {mail: mail.example.org}                            | escalation.mail               | mail.
          {mail: smtp://u@example.org/inbox}                  | escalation.mail               | smtp://
          {mail: smtp://u%0d%0aRCPT@example.org}              | escalation.mail               | smtp://
          {deadMan: http://hc.example.org/canary}             | escalation.deadMan            | •••
          """)
  void refuses_what_it_cannot_keep_and_shows_no_secret(String text, String variable, String held)
      throws IOException {
    yaml("escalation: " + text);

    Mistake mistake = mistakes(Map.of("ESCALATION_SECRET", SECRET)).getFirst();

    assertThat(mistake.variable()).isEqualTo("berry.yaml: " + variable);
    assertThat(mistake.held()).contains(held).doesNotContain("canary");
  }

  @Test
  void takes_plain_http_on_this_machine_only() throws IOException {
    yaml("escalation: {webhook: 'http://127.0.0.1:9000/hook', deadMan: 'http://[::1]/ping'}");

    EscalationRules rules = load(Map.of("ESCALATION_SECRET", SECRET)).rules().escalation();

    assertThat(rules.webhook()).isEqualTo(URI.create("http://127.0.0.1:9000/hook"));
    assertThat(rules.deadMan()).isEqualTo(URI.create("http://[::1]/ping"));
  }

  @Test
  void a_webhook_is_nothing_without_what_signs_it() throws IOException {
    yaml("escalation: {webhook: 'https://example.org/hook'}");

    assertThat(mistakes(Map.of()))
        .extracting(Mistake::variable)
        .containsExactly("ESCALATION_SECRET");

    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Secret read =
        load(Map.of("ESCALATION_SECRET_FILE", file.toString())).escalationKeys().webhook();
    assertThat(read).isNotNull().extracting(Secret::reveal).isEqualTo(SECRET);
  }

  @Test
  void warns_that_mail_without_a_password_is_seldom_taken() throws IOException {
    yaml("escalation: {mail: 'smtp://berry@mail.example.org'}");

    Configuration read = load(Map.of());

    assertThat(read.warnings()).anyMatch(one -> one.contains("SMTP_PASSWORD"));
    MailServer mail = read.rules().escalation().mail();
    assertThat(mail).isEqualTo(new MailServer(false, "mail.example.org", 587, "berry"));
    assertThat(mail).extracting(MailServer::address).isEqualTo("berry@mail.example.org");
  }

  private void yaml(String text) throws IOException {
    Files.writeString(folder.resolve("berry.yaml"), text);
  }

  private Configuration load(Map<String, String> variables) {
    return Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
  }

  private List<Mistake> mistakes(Map<String, String> variables) {
    ConfigurationMistakes thrown =
        catchThrowableOfType(ConfigurationMistakes.class, () -> load(variables));
    assertThat(thrown).isNotNull();
    return thrown.mistakes();
  }
}
