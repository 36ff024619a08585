package berry.escalation;

import berry.http.OutboundHost;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// One request to somebody else's address.
///
/// Nothing of the answer is read but its status: it can be as long and as slow as it likes.
/// Redirects are not followed, for only the host that was named is to know. Each request has a
/// connection of its own: they are minutes apart, and one kept open would be closed by then, which
/// a client finds out by failing.
final class WebCall {

  /// What the contract of [FallbackChannel] allows.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What was heard.
  sealed interface Heard {

    record Answered(int status) implements Heard {

      boolean good() {
        return status / 100 == 2;
      }
    }

    /// @param why one sentence
    record Nothing(String why) implements Heard {}
  }

  private final Duration patience;

  WebCall(Duration patience) {
    this.patience = patience;
  }

  Heard ask(HttpRequest request) {
    try {
      return new Heard.Answered(Deadline.within(patience, () -> status(request)));
    } catch (IOException e) {
      return new Heard.Nothing(Reason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Heard.Nothing("this process ends");
    }
  }

  private static int status(HttpRequest request) throws IOException, InterruptedException {
    allowed(request.uri());
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } finally {
      // Not close(), which waits for the end of the answer.
      client.shutdownNow();
    }
  }

  static void allowed(URI address) throws IOException {
    try {
      OutboundHost.require(address);
    } catch (IOException refused) {
      throw new Reason.NotAllowed(refused);
    }
  }
}
