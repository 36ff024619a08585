package berry.sandbox;

import static berry.sandbox.ControlRequest.guarded;

import berry.http.Exchange;
import berry.http.MediaType;
import berry.http.Problem;
import berry.http.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of messages, for the chat page: shown or played where that is safe, else saved.
final class FileRoutes {

  /// One range is all that browsers' players ask for; others get the whole file, as HTTP allows.
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,12})-(\\d{0,12})");

  private final World world;
  private final FileShelf shelf;

  FileRoutes(World world, FileShelf shelf) {
    this.world = world;
    this.shelf = shelf;
  }

  List<Route> at(String prefix) {
    return List.of(Route.get(prefix + "/control/files/{id}", guarded(this::file)));
  }

  private void file(Exchange exchange) {
    String id = exchange.parameter("id");
    StoredFile file =
        world.with(() -> shelf.find(id)).orElseThrow(() -> Problem.notFound("no such file"));
    byte[] bytes = shelf.bytes(file);
    boolean sound = List.of(FileKind.AUDIO, FileKind.VOICE).contains(FileKind.of(file));
    Optional<String> type = MediaType.type(bytes, sound);
    exchange.header("Cache-Control", "private, max-age=86400");
    if (type.isEmpty()) {
      exchange.header("Content-Disposition", "attachment; filename*=UTF-8''" + name(file));
      exchange.bytes("application/octet-stream", bytes);
      return;
    }
    exchange.header("Accept-Ranges", "bytes");
    part(exchange, type.get(), bytes);
  }

  /// Players jump inside a film by asking for a part of it; Safari plays nothing without.
  private static void part(Exchange exchange, String type, byte[] bytes) {
    @Nullable String wanted = exchange.header("Range");
    Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
    if (!range.matches()) {
      exchange.bytes(type, bytes);
      return;
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (first >= bytes.length || last < first) {
      exchange.status(416).header("Content-Range", "bytes */" + bytes.length);
      exchange.bytes(type, new byte[0]);
      return;
    }
    int end = (int) Math.min(bytes.length, Math.min(last, Integer.MAX_VALUE - 1) + 1);
    exchange
        .status(206)
        .header("Content-Range", "bytes %d-%d/%d".formatted(first, end - 1, bytes.length))
        .bytes(type, Arrays.copyOfRange(bytes, (int) first, end));
  }

  private static String name(StoredFile file) {
    int dot = file.path().lastIndexOf('.');
    String name =
        file.name() == null ? "file" + (dot < 0 ? "" : file.path().substring(dot)) : file.name();
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
