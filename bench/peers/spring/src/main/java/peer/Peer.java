package peer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bot that a Java team would write first: one webhook, one row an update by JdbcTemplate, 200
/// when it is committed.
@SpringBootApplication
@RestController
public class Peer {

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final String secret;

  Peer(JdbcTemplate jdbc, JsonMapper json, @Value("${peer.secret}") String secret) {
    this.jdbc = jdbc;
    this.json = json;
    this.secret = secret;
    jdbc.execute(
        """
        CREATE TABLE IF NOT EXISTS update_row (
          update_id bigint PRIMARY KEY,
          chat_id bigint,
          text text,
          body jsonb NOT NULL
        )
        """);
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Peer.class, arguments);
  }

  @PostMapping("/telegram/webhook")
  ResponseEntity<Void> receive(
      @RequestHeader("X-Telegram-Bot-Api-Secret-Token") String given, @RequestBody String body) {
    if (!secret.equals(given)) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
    }
    JsonNode update = json.readTree(body);
    JsonNode message = update.path("message");
    jdbc.update(
        """
        INSERT INTO update_row (update_id, chat_id, text, body)
        VALUES (?, ?, ?, ?::jsonb)
        ON CONFLICT (update_id) DO NOTHING
        """,
        update.path("update_id").longValue(),
        message.path("chat").path("id").longValue(),
        message.path("text").asString(),
        body);
    return ResponseEntity.ok().build();
  }
}
