package berry.backup;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a proof may restore, in the order of trying.
///
/// @param kind beside the live database, or in a PostgreSQL of its own
/// @param byTable each table is emptied after its comparison, because all of them together find no
///   room
record ProofPlace(Kind kind, boolean byTable) {

  enum Kind {
    SERVER,
    THROWAWAY
  }

  private static final long RESERVE = 64L << 20;

  /// A table takes more on disk than as text, and its indexes about as much again; with one table
  /// at a time indexes are made over nothing.
  private static final double WHOLE = 2.5;

  private static final double ONE = 1.6;

  /// @param mayCreate whether we may make databases on the server
  /// @param serverFree bytes on the server's disk; null: nobody can see
  /// @param localFree bytes on the disk of the data folder
  /// @param total bytes of all rows
  /// @param largest bytes of the largest table's rows
  static List<ProofPlace> choose(
      boolean mayCreate, @Nullable Long serverFree, long localFree, long total, long largest) {
    List<ProofPlace> places = new ArrayList<>();
    if (mayCreate && serverFree == null) {
      places.add(new ProofPlace(Kind.SERVER, false));
    } else if (mayCreate && serverFree != null) {
      add(places, Kind.SERVER, serverFree, total, largest);
    }
    add(places, Kind.THROWAWAY, localFree, total, largest);
    return places;
  }

  private static void add(List<ProofPlace> places, Kind kind, long free, long total, long largest) {
    if (free >= RESERVE + WHOLE * total) {
      places.add(new ProofPlace(kind, false));
    } else if (free >= RESERVE + ONE * largest) {
      places.add(new ProofPlace(kind, true));
    }
  }

  String words() {
    String where = kind == Kind.SERVER ? "on the same server" : "in a PostgreSQL of its own";
    return byTable ? where + ", table by table" : where;
  }
}
