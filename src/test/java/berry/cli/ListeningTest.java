package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Scope;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListeningTest {

  @TempDir private Path folder;

  @BeforeEach
  void note() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Listening.note(configuration(Map.of("PORT", "18777")), "http://127.0.0.1:18777");
  }

  @Test
  void the_port_of_the_start_alone_is_found_by_the_data_folder() {
    assertThat(new Readiness(configuration(Map.of()), null).address())
        .isEqualTo(URI.create("http://127.0.0.1:18777"));
  }

  @Test
  void a_port_that_is_set_beats_it() {
    assertThat(new Readiness(configuration(Map.of("PORT", "18778")), null).address().getPort())
        .isEqualTo(18_778);
    assertThat(new Readiness(configuration(Map.of()), 18_779).address().getPort())
        .isEqualTo(18_779);
  }

  @Test
  void that_of_a_process_which_has_ended_is_nobodys() throws Exception {
    Path noted = folder.resolve("data/listening");
    Files.writeString(
        noted, Files.readString(noted).replaceFirst("(?m)^\\d{4}-.*$", "1970-01-01T00:00:00Z"));

    assertThat(new Readiness(configuration(Map.of()), null).address().getPort()).isEqualTo(8080);
  }

  private Configuration configuration(Map<String, String> variables) {
    return Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
  }
}
