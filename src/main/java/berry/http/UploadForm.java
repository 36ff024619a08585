package berry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Takes a multipart form apart while it arrives: its one file goes to the disk, small fields stay
/// in memory. Of one thread at a time.
final class UploadForm {

  private static final int MOST_PARTS = 16;
  private static final int LONGEST_FIELDS = 16 * 1024;

  /// Of one part. The parser keeps them in memory, and on its own however long they are.
  private static final int LONGEST_HEADERS = 8 * 1024;

  private final FileChannel file;
  private final MultiPart.Parser parser;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private int inFields;
  private long size;
  private @Nullable String name;
  private @Nullable String contentType;
  private boolean complete;
  private @Nullable RuntimeException wrong;
  private @Nullable IOException broken;

  /// @param file empty, to be written
  /// @throws Problem when it is no such form
  UploadForm(@Nullable String contentType, FileChannel file) {
    String given = contentType == null ? "" : contentType;
    if (!given.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
      throw Problem.unsupported("send multipart/form-data");
    }
    String boundary = Bodies.boundary(given);
    this.file = file;
    this.parser = new MultiPart.Parser(boundary, new Parts());
    parser.setMaxParts(MOST_PARTS);
    parser.setPartHeadersMaxLength(LONGEST_HEADERS);
  }

  /// The next piece; the caller releases it.
  ///
  /// @throws Problem when the form is wrong
  /// @throws IOException when the disk does not take it
  void take(Content.Chunk chunk) throws IOException {
    parser.parse(chunk);
    if (broken != null) {
      throw broken;
    }
    if (wrong != null) {
      throw wrong;
    }
  }

  /// What it was, once all of it has come.
  Upload whole() {
    String named = name;
    if (!complete) {
      throw Problem.badRequest("the multipart form breaks off");
    }
    if (named == null) {
      throw Problem.badRequest("the form has no file");
    }
    return new Upload(fields, named, contentType, file, size);
  }

  private final class Parts extends MultiPart.AbstractPartsListener {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @Override
    public void onPartHeaders() {
      text.reset();
      if (getFileName() != null && name != null) {
        wrong = Problem.badRequest("one file at a time");
      } else if (getFileName() != null) {
        name = getFileName();
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (wrong != null || broken != null) {
        return;
      }
      ByteBuffer bytes = chunk.getByteBuffer();
      if (getFileName() != null) {
        write(bytes);
        return;
      }
      inFields += bytes.remaining();
      if (inFields > LONGEST_FIELDS) {
        wrong = Problem.badRequest("the fields of the form are too long");
        return;
      }
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      text.writeBytes(piece);
    }

    @Override
    public void onPart(String field, String fileName, HttpFields headers) {
      if (fileName != null) {
        contentType = headers.get(HttpHeader.CONTENT_TYPE);
      } else if (field != null) {
        fields.putIfAbsent(field, text.toString(StandardCharsets.UTF_8));
      }
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable failure) {
      if (wrong == null) {
        wrong = Problem.badRequest("the multipart form is broken");
      }
    }

    private void write(ByteBuffer bytes) {
      try {
        while (bytes.hasRemaining()) {
          size += file.write(bytes);
        }
      } catch (IOException failure) {
        broken = failure;
      }
    }
  }
}
