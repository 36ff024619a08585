package berry.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// The security headers of every answer.
public final class Headers {

  /// For answers that are data: nothing in them may run, load or be framed.
  public static final String STRICTEST =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /// For browsers that reached us by https, told by the proxy in front.
  static final HttpField SECURE =
      new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000");

  private Headers() {}

  /// The policy of a page of ours: its own scripts, styles and fonts only.
  ///
  /// @param framers who may show it in a frame, as `'self'` and `https://web.telegram.org`
  public static String page(List<String> framers) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        + " img-src 'self' data: blob:; media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
        + (framers.isEmpty() ? "'none'" : String.join(" ", framers));
  }

  static List<HttpField> of(Route route) {
    String policy = route.contentPolicy();
    return List.of(
        new PreEncodedHttpField("Content-Security-Policy", policy == null ? STRICTEST : policy),
        new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
        new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
        new PreEncodedHttpField("Cache-Control", "no-store"));
  }
}
