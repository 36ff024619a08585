package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.InitData.Verdict;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InitDataTest {

  private static final Token TOKEN = new Token("7000000001:AAH-the_bot_of_these_tests");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final String USER =
      "{\"id\":279058397,\"first_name\":\"Анна & Co\",\"last_name\":\"О'Нил\","
          + "\"username\":\"anna\",\"language_code\":\"ru\",\"is_premium\":true}";

  @Test
  void refuses_a_forged_hash() {
    String raw = signed(Map.of()).replaceAll("hash=..", "hash=00");

    assertThat(reason(raw)).contains("hash does not match");
  }

  @Test
  void refuses_another_bots_data() {
    String raw = InitData.sign(fields(Map.of()), new Token("7000000002:AAH-another_bot"));

    assertThat(reason(raw)).contains("of another bot");
  }

  @Test
  void refuses_an_added_field() {
    assertThat(reason(signed(Map.of()) + "&can_send_after=1")).contains("hash does not match");
  }

  @Test
  void refuses_a_field_that_comes_twice() {
    assertThat(reason(signed(Map.of()) + "&user=" + "%7B%7D")).contains("twice");
  }

  @Test
  void refuses_a_second_hash() {
    String raw = signed(Map.of());

    assertThat(reason(raw + "&" + raw.substring(raw.indexOf("hash=")))).contains("twice");
  }

  @Test
  void refuses_a_line_end_that_could_hide_a_field() {
    Map<String, String> merged = fields(Map.of());
    String rest = "1\nchat_type=private";
    merged.put("chat_instance", rest);

    assertThat(reason(InitData.sign(merged, TOKEN))).contains("control character");
  }

  @Test
  void refuses_a_name_that_could_hide_a_value() {
    assertThat(reason(signed(Map.of()).replace("query_id=", "query_id%3D"))).isNotEmpty();
  }

  @Test
  void refuses_unicode_digits_in_percent_codes() {
    assertThat(reason(signed(Map.of()).replace("%7B", "%７B"))).contains("percent-encoded");
  }

  @Test
  void refuses_bytes_that_are_not_utf8() {
    assertThat(reason("user=%C3%28&auth_date=1&hash=00")).contains("percent-encoded UTF-8");
  }

  @Test
  void refuses_old_data() {
    String raw = signed(Map.of("auth_date", at(NOW.minus(DAY).minusSeconds(1))));

    assertThat(reason(raw)).isEqualTo("older than 1440 min");
  }

  @Test
  void refuses_data_from_the_future() {
    String raw = signed(Map.of("auth_date", at(NOW.plusSeconds(301))));

    assertThat(reason(raw)).contains("future");
  }

  @Test
  void forgives_a_clock_that_is_a_little_behind() {
    String raw = signed(Map.of("auth_date", at(NOW.plusSeconds(299))));

    assertThat(InitData.check(raw, TOKEN, NOW, DAY)).isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void refuses_a_date_that_is_no_number() {
    for (String date : List.of("", "-5", "1e9", "١٢٣", "99999999999999999999")) {
      assertThat(reason(signed(Map.of("auth_date", date)))).as(date).contains("auth_date");
    }
  }

  @Test
  void refuses_data_without_a_date_a_hash_or_anything() {
    assertThat(reason(InitData.sign(Map.of("user", USER), TOKEN))).contains("auth_date");
    assertThat(reason("user=%7B%7D&auth_date=1")).isEqualTo("no hash");
    assertThat(reason("")).isNotEmpty();
    assertThat(reason("&&&")).isNotEmpty();
  }

  @Test
  void refuses_a_user_that_is_nobody() {
    List<String> users =
        List.of(
            "",
            "{",
            "[]",
            "1",
            "null",
            "{\"id\":\"5\"}",
            "{\"id\":1.5}",
            "{\"id\":-5}",
            "{\"id\":99999999999999999999}",
            "{}");
    for (String user : users) {
      assertThat(reason(signed(Map.of("user", user)))).as(user).contains("user is missing");
    }
  }

  @Test
  void refuses_more_than_8_kilobytes() {
    assertThat(reason(signed(Map.of("start_param", "x".repeat(8200))))).contains("8 KB");
  }

  @Test
  void knows_the_person_behind_genuine_data() {
    String raw = signed(Map.of("start_param", "person_5", "signature", "abc-_", "new_field", "ё"));

    Verdict verdict = InitData.check(raw, TOKEN, NOW, DAY);

    assertThat(verdict)
        .isEqualTo(
            new Verdict.Genuine(
                279058397, "Анна & Co", "О'Нил", "anna", "ru", NOW.minusSeconds(60), "person_5"));
  }

  @Test
  void signs_as_telegram_does() {
    Map<String, String> fields = fields(Map.of("user", "{\"id\":5,\"first_name\":\"Anna\"}"));

    // Computed apart, with Python's hmac, by the rule of core.telegram.org/bots/webapps.
    assertThat(InitData.sign(fields, TOKEN))
        .endsWith("&hash=3e3afad4bf3be51402a299432df29f317d6f2b28e072e23f8764769587deed02");
  }

  @Test
  void does_not_mind_the_order_of_fields() {
    List<String> pairs = List.of(signed(Map.of()).split("&", -1));

    String turned = String.join("&", pairs.reversed());

    assertThat(InitData.check(turned, TOKEN, NOW, DAY)).isInstanceOf(Verdict.Genuine.class);
  }

  @Test
  void refuses_ten_thousand_mutations_and_never_throws() {
    long seed = new Random().nextLong();
    System.out.println("initData fuzz seed " + seed);
    Random random = new Random(seed);
    String genuine = signed(Map.of("start_param", "abc", "signature", "x_y-z"));
    Map<String, String> meaning = meaning(genuine);

    for (int tried = 0; tried < 10_000; ) {
      String mutant = mutated(genuine, random);
      if (meaning.equals(meaning(mutant))) {
        continue; // the same fields written in another way, such as %2f for %2F
      }
      tried++;
      assertThat(InitData.check(mutant, TOKEN, NOW, DAY))
          .as("seed %s: %s", seed, mutant)
          .isInstanceOf(Verdict.Refused.class);
    }
  }

  private static String mutated(String genuine, Random random) {
    StringBuilder text = new StringBuilder(genuine);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(30));
      switch (random.nextInt(6)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.insert(at, anything(random));
        case 4 -> text.insert(at, '%');
        default -> text.replace(at, end, anything(random));
      }
      if (text.isEmpty()) {
        text.append('&');
      }
    }
    return text.toString();
  }

  private static String anything(Random random) {
    List<String> words =
        List.of(
            "&",
            "=",
            "hash=",
            "&user=",
            "%00",
            "%0A",
            "%u0041",
            "+",
            "\u202e",
            "\ud83d",
            "%C0%AF",
            "&auth_date=99",
            "{}",
            "%7B",
            "&hash=",
            "A".repeat(random.nextInt(9000)));
    return words.get(random.nextInt(words.size()));
  }

  /// Fields as another reader sees them; unreadable ones as they stand.
  private static Map<String, String> meaning(String raw) {
    Map<String, String> fields = new TreeMap<>();
    Stream.of(raw.split("&", -1))
        .forEach(pair -> {
          String readable = pair;
          try {
            readable = URLDecoder.decode(pair, StandardCharsets.UTF_8);
          } catch (IllegalArgumentException e) {
            // stays as it is
          }
          fields.merge(readable, "once", (one, other) -> "twice");
        });
    return fields;
  }

  private static String reason(String raw) {
    return InitData.check(raw, TOKEN, NOW, DAY) instanceof Verdict.Refused refused
        ? refused.reason()
        : "";
  }

  private static String signed(Map<String, String> changes) {
    return InitData.sign(fields(changes), TOKEN);
  }

  private static Map<String, String> fields(Map<String, String> changes) {
    Map<String, String> fields = new HashMap<>();
    fields.put("query_id", "AAHdF6IQAAAAAN0XohDhrOrc");
    fields.put("user", USER);
    fields.put("auth_date", at(NOW.minusSeconds(60)));
    fields.putAll(changes);
    return fields;
  }

  private static String at(Instant moment) {
    return Long.toString(moment.getEpochSecond());
  }
}
