package berry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/// Reads request bodies; what does not fit becomes a Problem that says where.
final class Bodies {

  private static final int MOST_PARTS = 100;

  private Bodies() {}

  static <T> T json(byte[] body, Class<T> type) {
    try {
      T read = Json.mapper().readValue(body, type);
      if (read == null) {
        throw Problem.badRequest("the body must be a JSON object");
      }
      return read;
    } catch (StreamReadException broken) {
      var at = broken.getLocation();
      throw Problem.badRequest(
          "the body is not valid JSON near line "
              + at.getLineNr()
              + ", column "
              + at.getColumnNr());
    } catch (JacksonException wrong) {
      throw Problem.badRequest(field(wrong) + " does not have the expected type");
    }
  }

  /// `messages[3].text`, as the caller wrote it.
  private static String field(JacksonException wrong) {
    var path = new StringBuilder();
    for (var step : wrong.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.isEmpty() ? "the body" : "the field '" + path + "'";
  }

  /// `name=value` pairs joined by `&`; of a name given twice the first.
  ///
  /// @param what the thing is called in an error, as "the form"
  static Map<String, String> pairs(String text, String what) {
    var fields = new LinkedHashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals), what);
        fields.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1), what));
      }
    }
    return fields;
  }

  private static String decoded(String text, String what) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Problem.badRequest(what + " is not percent-encoded");
    }
  }

  /// What stands between the parts of a form of that type.
  ///
  /// @throws Problem when it does not say
  static String boundary(String contentType) {
    String boundary;
    try {
      boundary = MultiPart.extractBoundary(contentType);
    } catch (IllegalArgumentException _) {
      boundary = null; // quotes that don't end
    }
    if (boundary == null) {
      throw Problem.badRequest("the multipart form names no boundary");
    }
    return boundary;
  }

  static Map<String, Part> multipart(byte[] body, String contentType) throws IOException {
    var parser = new MultiPartFormData.Parser(boundary(contentType));
    parser.setMaxParts(MOST_PARTS);
    parser.setMaxMemoryFileSize(-1);
    parser.setUseFilesForPartsWithoutFileName(false);
    var parsed = new CompletableFuture<MultiPartFormData.Parts>();
    parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parsed));
    try (var parts = parsed.join()) {
      var byName = new LinkedHashMap<String, Part>();
      for (MultiPart.Part part : parts) {
        byName.putIfAbsent(part.getName(), read(part));
      }
      return byName;
    } catch (CompletionException _) {
      throw Problem.badRequest("the multipart form is broken");
    }
  }

  private static Part read(MultiPart.Part part) throws IOException {
    // Into an array of its size: one that grows would hold a large file twice more.
    byte[] content = new byte[Math.toIntExact(part.getLength())];
    try (InputStream in = Content.Source.asInputStream(part.createContentSource())) {
      in.readNBytes(content, 0, content.length);
    }
    return new Part(part.getFileName(), part.getHeaders().get(HttpHeader.CONTENT_TYPE), content);
  }
}
