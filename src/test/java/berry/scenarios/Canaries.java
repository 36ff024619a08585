package berry.scenarios;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Secrets that must not be seen again, in the shapes in which they escape: as they are,
/// percent-encoded, and inside something that was put into Base64.
final class Canaries {

  private final Map<String, String> shapes = new LinkedHashMap<>();
  private final List<String> hits = new ArrayList<>();
  private int searched;

  /// @param name said instead of the secret when it is found
  Canaries add(String name, String secret) {
    shapes.put(name, secret);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    shapes.put(name + ", form-encoded", encoded);
    shapes.put(name + ", percent-encoded", encoded.replace("+", "%20"));
    for (int shift = 0; shift < 3; shift++) {
      shapes.put(name + ", Base64 at " + shift, inside(secret, shift, Base64.getEncoder()));
      shapes.put(
          name + ", Base64 of URLs at " + shift, inside(secret, shift, Base64.getUrlEncoder()));
    }
    return this;
  }

  /// Of a longer text's Base64 what depends on the secret alone.
  private static String inside(String secret, int shift, Base64.Encoder encoder) {
    byte[] text = ("~".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8);
    String whole = encoder.withoutPadding().encodeToString(text);
    int end = text.length / 3 * 4;
    return whole.substring(shift == 0 ? 0 : shift + 1, Math.min(end, whole.length()));
  }

  /// @param place said when one is found
  void search(String place, String text) {
    searched++;
    shapes.forEach((name, shape) -> {
      if (text.contains(shape)) {
        hits.add(name + " in " + place);
      }
    });
  }

  int searched() {
    return searched;
  }

  List<String> hits() {
    return hits;
  }
}
