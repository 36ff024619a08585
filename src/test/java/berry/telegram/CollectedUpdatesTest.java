package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// Reads a collection of updates gathered from public test fixtures, which lies beside the
/// checkout.
final class CollectedUpdatesTest {

  @Test
  void reads_every_collected_update() throws Exception {
    for (Path file : collected()) {
      String kind = file.getFileName().toString().split("--|-", 2)[0];
      Update update = Update.read(Files.readAllBytes(file));

      assertThat(update.kind()).as(file.toString()).isEqualTo(kind);
      if (kind.endsWith("message")) {
        boolean numbered = Files.readString(file).contains("\"message_id\"");
        assertThat(update.message() != null).as(file.toString()).isEqualTo(numbered);
        assertThat(update.chat()).as(file.toString()).isNotNull();
      }
    }
  }

  @Test
  void names_the_content_of_every_collected_message() throws Exception {
    for (Path file : collected()) {
      String[] words = file.getFileName().toString().split("--", 2)[0].split("-", 2);
      Message message = Update.read(Files.readAllBytes(file)).message();
      if (message != null && words.length == 2) {
        assertThat(message.kind()).as(file.toString()).isEqualTo(words[1]);
      }
    }
  }

  private static List<Path> collected() throws IOException {
    Path folder = folder();
    if (folder == null) {
      String here = Path.of("").toAbsolutePath().toString();
      System.err.println(
          "NOT TESTED: collected updates, for no folder above "
              + here
              + " has shared/data/updates");
      throw new TestAbortedException("no collected updates beside the checkout");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(files).isNotEmpty();
      return files;
    }
  }

  private static @Nullable Path folder() {
    for (Path one = Path.of("").toAbsolutePath(); one != null; one = one.getParent()) {
      Path found = one.resolve("shared/data/updates");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    return null;
  }
}
