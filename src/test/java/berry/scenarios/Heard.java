package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.load.Crowd;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.JsonNode;

/// Compares what the bot sent, as the pretended Telegram has it, with what Berry believes it sent.
record Heard(Stage stage, Jdbi database) {

  private record Sent(long chatId, String state, long messageId, String row) {}

  /// Whatever Berry calls sent has arrived, once; more than that only what it calls unknown.
  void check() {
    Map<Long, Set<Long>> sent = new HashMap<>();
    Map<Long, Integer> unknown = new HashMap<>();
    Map<Long, Long> last = new HashMap<>();
    for (Sent one : queued()) {
      assertThat(one.state()).isIn("sent", "unknown");
      if (one.state().equals("sent")) {
        Long before = last.put(one.chatId(), one.messageId());
        assertThat(before == null || before < one.messageId())
            .as("sent in the order of ids: after message " + before + " came " + one.row())
            .isTrue();
        assertThat(sent.computeIfAbsent(one.chatId(), chat -> new HashSet<>()).add(one.messageId()))
            .as("two answers became one message of chat " + one.chatId())
            .isTrue();
      } else {
        unknown.merge(one.chatId(), 1, Integer::sum);
      }
    }
    for (long chat : Crowd.talkers()) {
      Set<Long> there = there(chat);
      Set<Long> believed = sent.getOrDefault(chat, Set.of());
      assertThat(there).as("chat " + chat).containsAll(believed);
      assertThat(there.size() - believed.size())
          .as("sent to chat " + chat + " without Berry's knowing")
          .isBetween(0, unknown.getOrDefault(chat, 0));
    }
  }

  private List<Sent> queued() {
    return database.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT chat_id, state, coalesce(message_id, 0), outgoing::text
                FROM outgoing
                WHERE method = 'sendMessage'
                ORDER BY id
                """)
            .map((row, context) ->
                new Sent(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)))
            .list());
  }

  private Set<Long> there(long chat) {
    String token = URLEncoder.encode(stage.bot().token(), StandardCharsets.UTF_8);
    String url =
        stage.telegram().address() + "/sandbox/control/chats/" + chat + "/messages?token=" + token;
    Set<Long> all = new HashSet<>();
    for (JsonNode message : Web.get(url).json().get("items")) {
      all.add(message.get("message_id").longValue());
    }
    return all;
  }
}
