package berry.inbox;

import berry.database.Address;
import berry.database.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// How fast one loop over one connection commits the rows of Berry's intake, in batches of a given
/// size and with nothing around it: no HTTP, no parsing, no waiting threads. What Berry can be
/// measured against.
///
/// In Berry's package, because the statements are Berry's own. Updates are made and read before
/// the clock runs.
public final class RawRate {

  private static final int PEOPLE = 2_000;
  private static final int AHEAD = 100;
  private static final String TEXT = "Good morning, could you tell me when the order arrives? ";

  private final IntakeStore store;
  private final int rows;
  private long id = 900_000_000;

  private RawRate(IntakeStore store, int rows) {
    this.store = store;
    this.rows = rows;
  }

  /// Says `FIGURES {"rows":…,"seconds":…}`.
  ///
  /// @param arguments JDBC address, user, password, the bot's id, rows a batch, seconds of warm-up,
  ///   seconds measured
  public static void main(String[] arguments) {
    Address address = new Address(arguments[0], arguments[1], arguments[2]);
    try (Database database = Database.openDirect(address, 1)) {
      IntakeStore store = new IntakeStore(database, Long.parseLong(arguments[3]));
      RawRate loop = new RawRate(store, Integer.parseInt(arguments[4]));
      loop.run(Double.parseDouble(arguments[5]));
      long[] done = loop.run(Double.parseDouble(arguments[6]));
      System.out.printf(
          "FIGURES {\"rows\":%d,\"seconds\":%s}%n", done[0], Double.toString(done[1] / 1e9));
    }
  }

  /// @return rows, and the nanoseconds that writing them took
  private long[] run(double seconds) {
    long written = 0;
    long took = 0;
    while (took < seconds * 1e9) {
      List<List<Arrival>> ready = new ArrayList<>();
      for (int n = 0; n < AHEAD; n++) {
        ready.add(batch());
      }
      long began = System.nanoTime();
      for (List<Arrival> batch : ready) {
        if (!(store.write(batch, 0) instanceof IntakeStore.Outcome.Committed)) {
          throw new IllegalStateException("a batch was not committed");
        }
        written += batch.size();
      }
      took += System.nanoTime() - began;
    }
    return new long[] {written, took};
  }

  private List<Arrival> batch() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Arrival> batch = new ArrayList<>();
    for (int n = 0; n < rows; n++) {
      batch.add(Arrival.read(new Body(update().getBytes(StandardCharsets.UTF_8)), now, BotCommands.NONE));
    }
    return batch;
  }

  private String update() {
    id++;
    long person = 5_000_000_001L + id * 7_919 % PEOPLE;
    String who =
        """
        "id":%d,"first_name":"Person %d","last_name":"Bench","username":"person_%d\""""
            .formatted(person, person, person);
    return """
        {"update_id":%d,"message":{"message_id":%d,"from":{%s,"is_bot":false,"language_code":"en"},\
        "chat":{%s,"type":"private"},"date":%d,"text":"%s"}}"""
        .formatted(
            id, id, who, who, System.currentTimeMillis() / 1000, TEXT.repeat(1 + (int) (id % 5)));
  }
}
