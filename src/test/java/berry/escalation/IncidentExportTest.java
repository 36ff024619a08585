package berry.escalation;

import static berry.escalation.EscalationStage.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import berry.alerts.Notification;
import berry.testing.MovableClock;
import berry.testing.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// An incident as a document: whatever somebody wrote stays their words.
final class IncidentExportTest {

  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  @AutoClose private final EscalationStage stage = new EscalationStage(clock);
  private final Actor ann = Actor.screen(ANN);

  @Test
  void tells_who_did_what_and_how_long_it_took() {
    new Rows(stage.database).person(ANN, "Ann", clock.instant());
    Notification cpu = stage.fires("cpu", 2);
    stage.one.turn();
    clock.pass(Duration.ofSeconds(95));
    stage.incidents().acknowledge(1, ann);
    clock.pass(Duration.ofMinutes(10));
    stage.ends(cpu);
    stage.incidents().close(1, ann, "A loop in the report.");

    assertThat(markdown("en"))
        .startsWith("# Incident 1: ")
        .contains(
            "| Time to acknowledge | 95 s |",
            "| Time to resolve | 11 min |",
            "| Owner | Ann |",
            "> A loop in the report.",
            "2026-03-02 12:01:35 — Ann is on it",
            "Ann closed it");
    assertThat(markdown("ru")).startsWith("# Инцидент 1: ");
  }

  @Test
  void every_kind_of_line_has_words_in_both_languages() {
    stage.fires("cpu", 2);
    Map<String, Map<String, Object>> kinds =
        Map.of(
            "note", Map.of("text", "a loop"),
            "checked", Map.of("step", "diagnosis-1", "done", true),
            "deploy", Map.of("version", "1.2.3"),
            "started", Map.of("replica", "here:8080"),
            "owner", Map.of("id", 11, "name", "Ann"),
            "held", Map.of("name", "Ann"),
            "failed", Map.of("why", "nobody", "step", 0),
            "silenced", Map.of("keys", "cpu", "until", "2026-03-02T13:00:00Z"));
    kinds.forEach((kind, detail) -> stage.incidents().add(1, ann, kind, detail));

    for (String language : List.of("en", "ru")) {
      assertThat(markdown(language)).contains("1.2.3", "here:8080").doesNotContain("{", "}");
    }
  }

  @Test
  void words_make_no_heading_table_list_code_or_link_and_take_no_others_place() {
    stage.fires("cpu", 2);
    stage
        .incidents()
        .add(1, ann, "note", Map.of("text", "{who} {text} | x\r\n# big\n- [a](http://e)"));
    stage
        .incidents()
        .close(
            1,
            ann,
            "Title\n---\nTitle\n===\n# big\n- a\n+ a\n1. a\n2) a\n~~~\n```\n<script>\n| a |\n> b");

    String text = markdown("en");
    assertThat(text).contains("{who} {text} \\| x \\# big - \\[a\\](http://e)");
    assertThat(text.lines().filter(line -> line.startsWith("#"))).hasSize(3);
    assertThat(text.lines().filter(line -> line.startsWith("> ")).map(line -> line.substring(2)))
        .containsExactly(
            "Title",
            "\\---",
            "Title",
            "\\===",
            "\\# big",
            "\\- a",
            "\\+ a",
            "1\\. a",
            "2\\) a",
            "\\~~~",
            "\\`\\`\\`",
            "\\<script\\>",
            "\\| a \\|",
            "\\> b");
  }

  private String markdown(String language) {
    return new IncidentExport(stage.one.alerts())
        .markdown(stage.incidents().find(1).orElseThrow(), language);
  }
}
