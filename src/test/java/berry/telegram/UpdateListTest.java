package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateListTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "[]",
        "{\"ok\":true}",
        "{\"ok\":true,\"result\":{}}",
        "{\"ok\":true,\"result\":",
        "{\"ok\":true,\"result\":[",
        "{\"ok\":true,\"result\":[{\"a\":1}",
        "{\"ok\":true,\"result\":[{\"a\":\"]}",
        "{\"a\":{\"result\":[1]}}",
        "{\"a\":\"result\",\"b\":[1]}",
        "\"",
        "\\"
      })
  void finds_nothing_where_there_is_no_whole_result(String body) {
    assertThat(UpdateList.cut(body.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void gives_each_update_as_it_came() {
    String one = "{\"update_id\":1,\"x\":{\"result\":[1,2]},\"t\":\"a,]}\\\"[{\\\\\"}";
    String two = "{ \"update_id\" : 2 }";

    assertThat(cut("{\"ok\":true, \"result\" : [ " + one + ",\n" + two + "] }"))
        .containsExactly(" " + one, "\n" + two);
  }

  @Test
  void keeps_what_is_no_update_at_all() {
    assertThat(cut("{\"result\":[1,null,\"x\",[],{}],\"ok\":true}"))
        .containsExactly("1", "null", "\"x\"", "[]", "{}");
  }

  @Test
  void knows_an_empty_list() {
    assertThat(cut("{\"ok\":true,\"result\":[]}")).isEmpty();
    assertThat(cut("{\"ok\":true,\"result\":[ \n ]}")).isEmpty();
  }

  @Test
  void does_not_mind_bytes_that_are_not_utf8() {
    byte[] body = "{\"ok\":true,\"result\":[{\"a\":\"?\"}]}".getBytes(StandardCharsets.ISO_8859_1);
    body[new String(body, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFF;

    List<byte[]> updates = UpdateList.cut(body);

    assertThat(updates).hasSize(1);
    assertThat(updates).first().satisfies(update -> assertThat(update[6]).isEqualTo((byte) 0xFF));
  }

  private static List<String> cut(String body) {
    List<byte[]> updates = UpdateList.cut(body.getBytes(StandardCharsets.UTF_8));
    if (updates == null) {
      throw new AssertionError("no result in " + body);
    }
    return updates.stream().map(one -> new String(one, StandardCharsets.UTF_8)).toList();
  }
}
