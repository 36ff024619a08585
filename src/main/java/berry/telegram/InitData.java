package berry.telegram;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The signed launch data (`initData`) by which a Mini App proves who opened it.
public final class InitData {

  private static final int LONGEST = 8 * 1024;
  private static final Duration FUTURE = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private InitData() {}

  /// Whether launch data can be believed.
  public sealed interface Verdict {

    /// Signed by Telegram for this bot, and recent.
    ///
    /// @param languageCode what the person's Telegram speaks; empty when not told
    /// @param startParameter `startapp` of the link that was followed
    record Genuine(
        long personId,
        String firstName,
        @Nullable String lastName,
        @Nullable String username,
        String languageCode,
        Instant authDate,
        @Nullable String startParameter)
        implements Verdict {}

    /// Not to be believed; the reason names the rule and nothing of the data.
    record Refused(String reason) implements Verdict {}
  }

  /// Checks a raw query string as Telegram gave it to the app.
  ///
  /// @param maxAge how old `auth_date` may be
  public static Verdict check(String raw, Token token, Instant now, Duration maxAge) {
    if (raw.length() > LONGEST) {
      return new Verdict.Refused("longer than 8 KB");
    }
    Map<String, String> fields = new TreeMap<>();
    String fault = QueryString.read(raw, fields);
    if (fault != null) {
      return new Verdict.Refused(fault);
    }
    String hash = fields.remove("hash");
    if (hash == null) {
      return new Verdict.Refused("no hash");
    }
    if (!same(hash, hash(fields, token))) {
      return new Verdict.Refused("the hash does not match: forged, altered or of another bot");
    }
    return judge(fields, now, maxAge);
  }

  private static Verdict judge(Map<String, String> fields, Instant now, Duration maxAge) {
    String date = fields.get("auth_date");
    if (date == null || !date.matches("[0-9]{1,11}")) {
      return new Verdict.Refused("auth_date is missing or not a number");
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(date));
    if (signed.isAfter(now.plus(FUTURE))) {
      return new Verdict.Refused("auth_date lies more than 5 min in the future");
    }
    if (signed.isBefore(now.minus(maxAge))) {
      return new Verdict.Refused("older than " + maxAge.toMinutes() + " min");
    }
    JsonNode user = user(fields.get("user"));
    if (user == null) {
      return new Verdict.Refused("user is missing or not JSON with an id");
    }
    return new Verdict.Genuine(
        user.get("id").longValue(),
        user.path("first_name").asString(""),
        text(user, "last_name"),
        text(user, "username"),
        user.path("language_code").asString(""),
        signed,
        fields.get("start_param"));
  }

  private static @Nullable JsonNode user(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try {
      JsonNode user = JSON.readTree(json);
      JsonNode id = user.path("id");
      return id.canConvertToLong() && id.isIntegralNumber() && id.longValue() > 0 ? user : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode user, String name) {
    JsonNode value = user.path(name);
    return value.isString() ? value.stringValue() : null;
  }

  /// Signs fields as Telegram would: for the sandbox, which plays Telegram, and for tests.
  ///
  /// @return the query string, `hash` last
  public static String sign(Map<String, String> fields, Token token) {
    Map<String, String> sorted = new TreeMap<>(fields);
    sorted.remove("hash");
    String hash = hash(sorted, token);
    return QueryString.write(sorted) + (sorted.isEmpty() ? "" : "&") + "hash=" + hash;
  }

  /// @param fields sorted by name, without `hash`
  private static String hash(Map<String, String> fields, Token token) {
    String lines =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("\n"));
    byte[] secret = hmac(bytes("WebAppData"), bytes(token.value()));
    return HexFormat.of().formatHex(hmac(secret, bytes(lines)));
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(bytes(given), bytes(expected));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
