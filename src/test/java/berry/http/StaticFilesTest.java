package berry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StaticFilesTest {

  private static final StaticFiles FILES =
      new StaticFiles("/http-files", Headers.page(List.of("'self'")));

  private final Asking asking = new Asking(FILES.routes().toArray(Route[]::new));

  @Test
  void serves_nothing_but_what_was_built() throws Exception {
    try (asking) {
      assertThat(asking.get("/other").statusCode()).isEqualTo(404);
      assertThat(asking.get("/assets/other.js").statusCode()).isEqualTo(404);
      assertThat(asking.get("/assets/app-1a2b3c.js.br").statusCode()).isEqualTo(404);
      assertThat(asking.raw("GET /assets/../index.html HTTP/1.0\r\n\r\n")).doesNotContain("plain");
      assertThat(asking.raw("GET /assets/%2e%2e/%2e%2e/berry/http/Server.class HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void says_when_the_web_app_was_not_built() throws Exception {
    var none = new StaticFiles("/nowhere", Headers.page(List.of()));
    try (asking;
        var empty = new Asking(none.routes().toArray(Route[]::new))) {
      assertThat(none.present()).isFalse();
      assertThat(empty.get("/").body()).contains("was not built");
    }
  }

  @Test
  void asks_anew_for_the_page_and_keeps_the_assets() throws Exception {
    try (asking) {
      var page = asking.get("/?link=x");
      var asset = asking.get("/assets/app-1a2b3c.js");

      assertThat(page.body()).contains("<title>page");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("script-src 'self'", "font-src 'self'", "frame-ancestors 'self'");
      assertThat(asset.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
      assertThat(asset.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/javascript");
    }
  }

  @Test
  void answers_a_head_with_the_headers_of_the_page_and_no_body() throws Exception {
    try (asking) {
      var head = asking.send(asking.to("/").HEAD());

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
      assertThat(head.headers().firstValue("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void sends_the_smallest_form_a_browser_accepts() throws Exception {
    try (asking) {
      assertThat(asking.get("/assets/app-1a2b3c.js").body()).isEqualTo("plain\n");
      assertThat(encoded("gzip, deflate")).isEqualTo("gzip\n");
      assertThat(encoded("gzip, deflate, br")).isEqualTo("brotli\n");
    }
  }

  private String encoded(String accepted) throws Exception {
    return asking
        .send(asking.to("/assets/app-1a2b3c.js").header("Accept-Encoding", accepted))
        .body();
  }
}
