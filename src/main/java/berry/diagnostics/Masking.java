package berry.diagnostics;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of text: the ones we know by heart, and whatever has the shape of one.
///
/// The last net, not the first: nothing should log a secret at all (see `Secret`), but exceptions
/// of libraries quote addresses.
public final class Masking {

  private static final String DOTS = "•••";

  /// Telegram's tokens are 35 characters after the colon; shorter ones are only known by heart.
  ///
  /// Digits are looked at once: trying each place among ten thousand of them takes half a second.
  private static final Pattern TOKEN =
      Pattern.compile("(?<![0-9])([0-9]{3,}+):[A-Za-z0-9_-]{30,}+");

  /// `scheme://user:password@host`, the password up to the last @ before a slash or a space.
  private static final Pattern LOGIN = Pattern.compile("(://[^\\s:/@]*):[^\\s/]+@");

  private static final Pattern PARAMETER =
      Pattern.compile("(?i)((?:ssl)?password|passwd|pwd)=[^\\s&;]+");

  /// Below this a secret is an ordinary word, and masking it would hollow out every line.
  private static final int SHORTEST = 6;

  private final List<String> secrets;

  /// @param secrets the ones in use now
  public Masking(List<String> secrets) {
    this.secrets =
        secrets.stream()
            .flatMap(Masking::shapes)
            .distinct()
            .filter(one -> one.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// A secret as libraries may quote it: as it is, in an address, and of a token the half that
  /// opens.
  private static Stream<String> shapes(String secret) {
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    Matcher token = TOKEN.matcher(secret);
    return Stream.of(
        secret,
        form,
        form.replace("+", "%20"),
        token.matches() ? secret.substring(secret.indexOf(':') + 1) : secret);
  }

  /// How many characters the longest secret known by heart has, in its longest form.
  int longest() {
    return secrets.isEmpty() ? 0 : secrets.getFirst().length();
  }

  /// The same text with every secret in it replaced by `•••`.
  public String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, DOTS);
    }
    if (masked.indexOf(':') >= 0) {
      masked = TOKEN.matcher(masked).replaceAll("$1:" + DOTS);
      masked = LOGIN.matcher(masked).replaceAll("$1:" + DOTS + "@");
    }
    return masked.indexOf('=') < 0 ? masked : PARAMETER.matcher(masked).replaceAll("$1=" + DOTS);
  }
}
