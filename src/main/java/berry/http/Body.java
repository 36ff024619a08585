package berry.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of one request, read once and taken for what its media type says.
final class Body {

  private final HttpServletRequest request;
  private final int limit;
  private byte @Nullable [] read;

  /// @param limit in bytes
  Body(HttpServletRequest request, int limit) {
    this.request = request;
    this.limit = limit;
  }

  /// As it came.
  byte[] bytes() throws IOException {
    if (read == null) {
      read = read();
    }
    return read;
  }

  <T> T json(Class<T> type) throws IOException {
    if (!type().equals("application/json") && !type().endsWith("+json")) {
      throw Problem.unsupported("send application/json");
    }
    return Bodies.json(bytes(), type);
  }

  Map<String, String> form() throws IOException {
    require("application/x-www-form-urlencoded");
    return Bodies.form(bytes());
  }

  Map<String, Part> multipart() throws IOException {
    require("multipart/form-data");
    return Bodies.multipart(bytes(), String.valueOf(request.getHeader("Content-Type")));
  }

  /// The media type without its parameters, in lower case; empty when there is none.
  String type() {
    String given = request.getHeader("Content-Type");
    return given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private void require(String type) {
    if (!type().equals(type)) {
      throw Problem.unsupported("send " + type);
    }
  }

  private byte[] read() throws IOException {
    long length = request.getContentLengthLong();
    if (length > limit) {
      throw tooLarge(limit);
    }
    try (InputStream in = request.getInputStream()) {
      if (length >= 0) {
        // Without knowing, 16 KB would be taken for an update of half a kilobyte.
        byte[] known = new byte[(int) length];
        int count = in.readNBytes(known, 0, known.length);
        return count == known.length ? known : Arrays.copyOf(known, count);
      }
      byte[] unknown = in.readNBytes(limit + 1);
      if (unknown.length > limit) {
        throw tooLarge(limit);
      }
      return unknown;
    }
  }

  /// The rest of the body is not worth reading, so the connection ends with the answer.
  static Problem tooLarge(int limit) {
    return Problem.tooLarge(limit).header("Connection", "close");
  }
}
