package berry.telegram;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A `multipart/form-data` body (RFC 7578). Files are read while they are sent, and the length is
/// known before, because not every proxy takes a body in chunks.
final class Multipart {

  private final List<BodyPublisher> parts = new ArrayList<>();
  private final StringBuilder written = new StringBuilder();
  private final String boundary;

  private Multipart(String boundary) {
    this.boundary = boundary;
  }

  static Multipart of(Map<String, String> fields, List<Upload> files) {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    Multipart form = new Multipart("berry-" + HexFormat.of().formatHex(random));
    fields.forEach(form::field);
    files.forEach(form::file);
    form.written.append("--").append(form.boundary).append("--\r\n");
    form.flush();
    return form;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() {
    return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
  }

  private void field(String name, String value) {
    begin(name);
    written.append("\r\n\r\n").append(value).append("\r\n");
  }

  private void file(Upload file) {
    begin(file.field());
    written.append("; filename=\"").append(quoted(file.name())).append("\"\r\nContent-Type: ");
    written.append(file.mimeType().replaceAll("[\r\n]", "")).append("\r\n\r\n");
    flush();
    if (file.size() > 0) {
      parts.add(
          BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(file.content()), file.size()));
    }
    written.append("\r\n");
  }

  private void begin(String name) {
    written.append("--").append(boundary).append("\r\n");
    written.append("Content-Disposition: form-data; name=\"").append(quoted(name)).append('"');
  }

  /// A name may hold anything a person typed: a quote or line end in it must not end the header.
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private void flush() {
    parts.add(BodyPublishers.ofByteArray(written.toString().getBytes(StandardCharsets.UTF_8)));
    written.setLength(0);
  }
}
