import berry.database.PostgresBinaries;
import berry.database.PostgresServer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A throw-away PostgreSQL, of the programs inside Berry, for all candidates: PostgreSQL's own
/// default settings, so it flushes each commit to disk.
///
/// Says `ready <pid>`; ends when its standard input does, so that it never outlives the bench.
public final class Postgres {

  private Postgres() {}

  /// @param arguments an empty folder, a port, the superuser's password; of a PostgreSQL of this
  ///   machine, instead of the one inside Berry, also the folder of its programs
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    boolean own = arguments.length > 3;
    Path bin = own ? Path.of(arguments[3]) : PostgresBinaries.unpack(folder).resolve("bin");
    Path cluster = folder.resolve("cluster");
    Path password = Files.writeString(folder.resolve("superuser"), arguments[2]);
    // The locale of PostgreSQL's own is younger than the oldest that Berry takes.
    List<String> locale =
        own
            ? List.of("--encoding=UTF8", "--locale=C.UTF-8")
            : List.of("--locale-provider=builtin", "--locale=C.UTF-8");
    PostgresServer.initialize(bin, cluster, "postgres", password, locale);
    try (PostgresServer server =
        PostgresServer.start(bin, cluster, port, Map.of("timezone", "UTC"))) {
      System.out.println("ready " + server.pid());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
