package berry.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// The security headers of every answer.
public final class Headers {

  /// For answers that are data: nothing in them may run, load or be framed.
  public static final String STRICTEST =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Headers() {}

  /// The policy of a page of ours: its own scripts, styles and fonts only.
  ///
  /// @param framers who may show it in a frame, as `'self'` and `https://web.telegram.org`
  public static String page(List<String> framers) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
        + " img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
        + (framers.isEmpty() ? "'none'" : String.join(" ", framers));
  }

  /// @param secure whether the browser reached us by https, told by the proxy in front
  static Map<String, String> of(Route route, boolean secure) {
    var headers = new LinkedHashMap<String, String>();
    String policy = route.contentPolicy();
    headers.put("Content-Security-Policy", policy == null ? STRICTEST : policy);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    if (secure) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
    return headers;
  }

  /// The same as Jetty writes them, without a word on https: for answers that no browser shows.
  static List<HttpField> fields(Route route) {
    return of(route, false).entrySet().stream()
        .<HttpField>map(one -> new PreEncodedHttpField(one.getKey(), one.getValue()))
        .toList();
  }
}
