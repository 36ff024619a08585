package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.TestReports;
import berry.http.Json;
import berry.outbox.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How somebody gets from a message to what is to be done.
final class IncidentMessagesTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final URI APP = URI.create("https://berry.example.com/");

  @Test
  void a_button_opens_the_runbook_where_there_is_a_mini_app() {
    String told = told(APP, "en");

    assertThat(told).contains("\"What to do\"", "https://berry.example.com/?open=runbook_disk");
    assertThat(told).doesNotContain("docs/en/");
  }

  @Test
  void where_there_is_none_the_file_is_named_in_the_readers_language() {
    assertThat(told(null, "en")).contains("docs/en/runbooks/disk.md").doesNotContain("web_app");
    assertThat(told(null, "ru")).contains("docs/ru/runbooks/disk.md").doesNotContain("docs/en/");
  }

  @Test
  void what_is_changed_later_says_the_same() {
    assertThat(changed(APP)).doesNotContain("runbooks/disk.md").contains("runbook_disk");
    assertThat(changed(null)).contains("docs/ru/runbooks/disk.md");
  }

  @Test
  void a_mail_has_no_buttons_and_names_the_file() {
    assertThat(IncidentMessages.plain(content(), "en")).contains("docs/en/runbooks/disk.md");
  }

  private static String told(@Nullable URI app, String language) {
    return body(new IncidentMessages(() -> app).message(content(), 1, language, null));
  }

  private static String changed(@Nullable URI app) {
    return body(new IncidentMessages(() -> app).change(content(), 1, "ru", false));
  }

  private static String body(Outgoing message) {
    return Json.mapper().writeValueAsString(message.body());
  }

  private static IncidentMessages.Content content() {
    Incident incident =
        new Incident(
            12,
            2,
            IncidentState.OPEN,
            "disk",
            NOON,
            1,
            NOON,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new IncidentMessages.Content(
        incident,
        List.of(TestReports.firing("disk", 0.93, NOON)),
        null,
        null,
        ZoneOffset.UTC,
        NOON.plus(Duration.ofMinutes(2)));
  }
}
