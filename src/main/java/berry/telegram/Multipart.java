package berry.telegram;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/// A `multipart/form-data` body (RFC 7578), whole in memory: Telegram takes 50 MB at most.
final class Multipart {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final String boundary;

  private Multipart(String boundary) {
    this.boundary = boundary;
  }

  static Multipart of(Map<String, String> fields, Upload file) {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    Multipart form = new Multipart("berry-" + HexFormat.of().formatHex(random));
    fields.forEach(form::field);
    form.file(file);
    form.write("--" + form.boundary + "--\r\n");
    return form;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void field(String name, String value) {
    write("--" + boundary + "\r\n");
    write("Content-Disposition: form-data; name=\"" + quoted(name) + "\"\r\n\r\n");
    write(value + "\r\n");
  }

  private void file(Upload file) {
    write("--" + boundary + "\r\n");
    write("Content-Disposition: form-data; name=\"" + quoted(file.field()) + "\"");
    write("; filename=\"" + quoted(file.name()) + "\"\r\n");
    write("Content-Type: " + file.mimeType().replaceAll("[\r\n]", "") + "\r\n\r\n");
    out.writeBytes(file.bytes());
    write("\r\n");
  }

  /// A name may hold anything a person typed: a quote or line end in it must not end the header.
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
