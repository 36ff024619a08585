package berry.inbox;

import berry.audience.IntakeActivityStore;
import berry.audience.IntakeChatStore;
import berry.audience.IntakePersonStore;
import berry.audience.Tally;
import berry.conversations.IntakeMessageStore;
import berry.conversations.MessageRow;
import berry.database.BulkStatement;
import berry.database.Database;
import berry.telegram.Update;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/// Writes a batch of updates in one transaction, locking in the one order of all writers:
/// update_seen, incoming, person, chat, message, counters, change; keys sorted.
final class IntakeStore {

  /// What became of a batch.
  sealed interface Outcome {

    /// @param fates as many as there were arrivals, in their order
    /// @param due what the bot owes an answer to
    record Committed(List<Fate> fates, List<Arrival> due) implements Outcome {}

    /// Something in it cannot be stored (SQLSTATE 22, 23, 54), or made our own code fail.
    record Spoiled(String reason) implements Outcome {}

    /// Two writers were in each other's way (40); the same batch may succeed now.
    record Crossed(String reason) implements Outcome {}

    /// The database cannot commit now (08, 53, 57 and whatever else it may say).
    record Down(String reason) implements Outcome {}
  }

  /// Whoever waited for the batch was told to send it again after half of that. A server that says
  /// nothing for so long has forgotten the connection: to wait for it would hold up the intake long
  /// after another connection works.
  private static final int SILENCE_MILLIS = 5_000;

  private final Database database;
  private final DataSource source;
  private final long botId;

  IntakeStore(Database database, long botId) {
    this.database = database;
    this.source = database.intake();
    this.botId = botId;
  }

  Outcome write(List<Arrival> arrivals, int shard) {
    try (Connection connection = source.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
      connection.setAutoCommit(false);
      try {
        Outcome written = write(connection, arrivals, shard);
        connection.commit(); // done already; a trip only if the driver should not know
        return written;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("08")) {
        database.distrust();
      }
      return judge(e);
    } catch (RuntimeException e) {
      // A mistake of ours that one update brings to light must not hold up the others.
      return new Outcome.Spoiled("Berry failed: " + e.getClass().getSimpleName());
    }
  }

  private Outcome write(Connection connection, List<Arrival> arrivals, int shard)
      throws SQLException {
    Map<Long, Arrival> first = new LinkedHashMap<>();
    arrivals.forEach(arrival -> first.putIfAbsent(arrival.updateId(), arrival));
    Set<Long> unseen = new HashSet<>();
    Known known = new Known();
    List<BulkStatement<?>> statements = new ArrayList<>();
    List<String> pauses = new ArrayList<>();
    statements.add(BulkStatement.patience());
    statements.add(IntakePauseStore.now(pauses));
    statements.add(SeenStore.mark(botId, new TreeSet<>(first.keySet()), unseen));
    statements.addAll(about(first.values(), known));
    BulkStatement.run(connection, statements);
    if (!pauses.isEmpty()) {
      connection.rollback();
      return new Outcome.Down("a restore is at work (" + pauses.getFirst() + ")");
    }
    List<Arrival> fresh = new ArrayList<>(first.values());
    fresh.removeIf(one -> !unseen.contains(one.updateId()));
    List<Fate> fates = fates(arrivals, unseen);

    Batch batch = Batch.of(fresh, known);
    if (!fresh.isEmpty()) {
      store(connection, List.of(IncomingStore.add(botId, fresh)), batch);
    }
    count(arrivals, fates, batch.tally());
    finish(connection, batch, shard, List.of(BulkStatement.commit()));
    return new Outcome.Committed(fates, fresh.stream().filter(Arrival::due).toList());
  }

  /// What is asked about them before their rows are made.
  static List<BulkStatement<?>> about(Collection<Arrival> arrivals, Known known) {
    List<BulkStatement<?>> statements = new ArrayList<>();
    statements.add(StaffLookupStore.among(senders(arrivals), known.staff()));
    List<Arrival> undated = arrivals.stream().filter(Arrival::undated).toList();
    if (!undated.isEmpty()) {
      statements.add(IntakeMessageStore.dates(places(undated), known.dates()));
    }
    return statements;
  }

  /// @param before what goes to the server with them, but before them
  static void store(Connection connection, List<BulkStatement<?>> before, Batch batch)
      throws SQLException {
    IntakeMessageStore messages = new IntakeMessageStore(batch.messages());
    List<BulkStatement<?>> statements = new ArrayList<>(before);
    if (!batch.people().isEmpty()) {
      statements.add(IntakePersonStore.see(batch.people(), batch::met));
    }
    if (!batch.chats().isEmpty()) {
      statements.add(IntakeChatStore.see(batch.chats()));
    }
    if (!batch.messages().isEmpty()) {
      statements.add(messages.insert());
    }
    if (!statements.isEmpty()) {
      BulkStatement.run(connection, statements);
    }
    messages.merge(connection);
    messages.added().forEach(batch::wrote);
  }

  /// @param after what goes to the server with it, but after it
  static void finish(Connection connection, Batch batch, int shard, List<BulkStatement<?>> after)
      throws SQLException {
    List<BulkStatement<?>> statements =
        new ArrayList<>(IntakeActivityStore.add(batch.tally(), shard));
    if (!batch.changes().isEmpty()) {
      statements.add(batch.changes().insert());
    }
    statements.addAll(after);
    BulkStatement.run(connection, statements);
  }

  private static Set<Long> senders(Collection<Arrival> arrivals) {
    Set<Long> senders = new TreeSet<>();
    for (Arrival arrival : arrivals) {
      if (arrival.update() != null && arrival.update().sender() != null) {
        senders.add(arrival.update().sender().id());
      }
    }
    return senders;
  }

  private static List<MessageRow.Place> places(List<Arrival> undated) {
    List<MessageRow.Place> places = new ArrayList<>();
    for (Arrival arrival : undated) {
      Update update = arrival.update();
      if (update != null && update.chat() != null && update.message() != null) {
        places.add(new MessageRow.Place(update.chat().id(), update.message().id()));
      }
    }
    return places;
  }

  /// Of the same update twice in one batch the second is a repeat.
  private static List<Fate> fates(List<Arrival> arrivals, Set<Long> unseen) {
    Set<Long> awaited = new HashSet<>(unseen);
    List<Fate> fates = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      Fate fate = arrival.fault() == null ? Fate.FRESH : Fate.QUARANTINED;
      fates.add(awaited.remove(arrival.updateId()) ? fate : Fate.REPEATED);
    }
    return fates;
  }

  private static void count(List<Arrival> arrivals, List<Fate> fates, Tally tally) {
    for (int n = 0; n < arrivals.size(); n++) {
      var at = arrivals.get(n).receivedAt();
      tally.add("received", at, 1);
      tally.add(
          switch (fates.get(n)) {
            case FRESH -> "stored";
            case REPEATED -> "repeated";
            case QUARANTINED -> "quarantined";
          },
          at,
          1);
    }
  }

  static Outcome judge(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String kind = state.substring(0, Math.min(2, state.length()));
    return switch (kind) {
      case "22", "23", "54" -> new Outcome.Spoiled("the database refused it: SQLSTATE " + state);
      case "40" -> new Outcome.Crossed("SQLSTATE " + state);
      case "" -> new Outcome.Down("no connection to the database");
      default -> new Outcome.Down("the database cannot commit: SQLSTATE " + state);
    };
  }

  static void rollback(Connection connection, Exception because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
