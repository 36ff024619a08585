package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which small picture stands for a file.
final class ThumbnailTest {

  @Test
  void of_a_photo_it_is_the_size_nearest_to_320() throws UnreadableUpdate {
    assertThat(
            of(
                "\"photo\":[%s,%s,%s,%s]"
                    .formatted(size("s", 90), size("m", 320), size("x", 800), size("y", 1280))))
        .isEqualTo("m");
    assertThat(of("\"photo\":[%s,%s]".formatted(size("s", 90), size("x", 800)))).isEqualTo("s");
    assertThat(of("\"photo\":[%s,%s]".formatted(size("s", 40), size("x", 800)))).isNull();
  }

  @Test
  void a_photo_that_is_small_itself_has_none() throws UnreadableUpdate {
    assertThat(of("\"photo\":[%s]".formatted(size("only", 320)))).isNull();
    assertThat(of("\"photo\":[%s,%s]".formatted(size("s", 90), size("m", 320)))).isNull();
    assertThat(of("\"photo\":[{\"file_id\":\"a\"},{\"file_id\":\"b\"}]")).isNull();
  }

  @Test
  void of_everything_else_it_is_the_one_that_telegram_made() throws UnreadableUpdate {
    for (String kind : new String[] {"video", "document", "animation", "sticker", "video_note"}) {
      assertThat(
              of(
                  ("\"" + kind + "\":{\"file_id\":\"a\",\"thumbnail\":%s}")
                      .formatted(size("t", 320))))
          .as(kind)
          .isEqualTo("t");
    }
    assertThat(of("\"voice\":{\"file_id\":\"a\"}")).isNull();
    assertThat(of("\"video\":{\"file_id\":\"a\",\"thumbnail\":7}")).isNull();
  }

  @Test
  void the_size_of_the_file_stays_that_of_the_largest() throws UnreadableUpdate {
    Attachment file =
        read(
            "\"photo\":[{\"file_id\":\"s\",\"file_size\":5,\"width\":90},{\"file_id\":\"x\",\"width\":800},7]");

    assertThat(file).isEqualTo(new Attachment("x", null, null, null, "s"));
  }

  private static String size(String id, int side) {
    return "{\"file_id\":\"%s\",\"width\":%d,\"height\":%d}".formatted(id, side, side / 2);
  }

  private static @Nullable String of(String content) throws UnreadableUpdate {
    Attachment file = read(content);
    return file == null ? null : file.thumbnailId();
  }

  private static @Nullable Attachment read(String content) throws UnreadableUpdate {
    String json =
        "{\"update_id\":1,\"message\":{\"message_id\":2,\"date\":3,\"chat\":{\"id\":4,\"type\":\"private\"},%s}}"
            .formatted(content);
    Message message = Update.read(json.getBytes(StandardCharsets.UTF_8)).message();
    return message == null ? null : message.file();
  }
}
