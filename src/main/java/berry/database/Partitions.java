package berry.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The monthly partitions of large tables, such as `incoming_2026_11` (UTC).
///
/// Attaching and detaching lock what every writer needs, so each waits one second at most, lets
/// everybody pass, and tries again. What comes for a month without a partition lands in the default
/// one and is moved out when its month gets its own.
public final class Partitions {

  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyy_MM");
  private static final int MONTHS_BEFORE = 1;
  private static final int MONTHS_AHEAD = 2;
  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK = "40P01";

  private final Database database;
  private final List<Parted> tables;

  public Partitions(Database database, List<Parted> tables) {
    this.database = database;
    this.tables = List.copyOf(tables);
  }

  /// Makes what is missing from the month before to two months ahead. Repeatable, on any replica.
  public void ensure(Instant now) {
    YearMonth present = month(now);
    for (Parted parted : tables) {
      List<String> there = months(parted);
      for (int n = -MONTHS_BEFORE; n <= MONTHS_AHEAD; n++) {
        YearMonth month = present.plusMonths(n);
        if (!there.contains(name(parted, month))) {
          patiently("adding " + name(parted, month), handle -> attach(handle, parted, month));
        }
      }
    }
  }

  /// Removes what of a table is older than that: whole partitions where every row is, which costs
  /// nothing, and then the rows of the month in which the limit lies.
  ///
  /// @return the names of the partitions that are gone
  public List<String> drop(Parted parted, Instant limit) {
    String oldest = name(parted, month(limit));
    List<String> old = months(parted).stream().filter(name -> name.compareTo(oldest) < 0).toList();
    for (String name : old) {
      patiently(
          "removing " + name,
          handle -> {
            handle.execute("ALTER TABLE " + parted.table() + " DETACH PARTITION " + name);
            handle.execute("DROP TABLE " + name);
          });
    }
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    "DELETE FROM %s WHERE %s < :limit".formatted(parted.table(), parted.column()))
                .bind("limit", limit)
                .execute());
    return old;
  }

  private static void attach(Handle handle, Parted parted, YearMonth month) {
    String name = name(parted, month);
    // Two replicas start at once: the second one waits here and finds it done.
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('berry.partitions'))");
    if (exists(handle, name)) {
      return;
    }
    String range =
        "%1$s >= '%2$s' AND %1$s < '%3$s'"
            .formatted(parted.column(), start(month), start(month.plusMonths(1)));
    handle.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(name, parted.table()));
    handle.execute(
        "ALTER TABLE %1$s ADD CONSTRAINT %1$s_month CHECK (%2$s)".formatted(name, range));
    // Writers pause here: one that chose the default partition a moment ago would be refused by it
    // a moment later.
    handle.execute("LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE".formatted(parted.table()));
    handle.execute("LOCK TABLE %s_default IN ACCESS EXCLUSIVE MODE".formatted(parted.table()));
    handle.execute(
        """
        WITH moved AS (DELETE FROM %s_default WHERE %s RETURNING *)
        INSERT INTO %s SELECT * FROM moved
        """
            .formatted(parted.table(), range, name));
    handle.execute(
        "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(parted.table(), name, start(month), start(month.plusMonths(1))));
    handle.execute("ALTER TABLE %1$s DROP CONSTRAINT %1$s_month".formatted(name));
  }

  /// A transaction that waits one second for a lock, some times over.
  private void patiently(String what, HandleConsumer<RuntimeException> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        database
            .jdbi()
            .useTransaction(handle -> {
              handle.execute("SET LOCAL lock_timeout = '1s'");
              work.useHandle(handle);
            });
        return;
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !locked(e)) {
          throw e;
        }
        LOG.debug("{}: attempt {} of {} met a lock", what, attempt, ATTEMPTS);
        pause(what);
      }
    }
  }

  /// Not by `to_regclass`: a backend that once answered no from its cache may do so again.
  private static boolean exists(Handle handle, String name) {
    return handle
        .createQuery(
            """
            SELECT count(*) > 0
            FROM pg_class
            WHERE relname = :name AND relnamespace = 'public'::regnamespace
            """)
        .bind("name", name)
        .mapTo(Boolean.class)
        .one();
  }

  private List<String> months(Parted parted) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT relname
                    FROM pg_inherits
                    JOIN pg_class ON pg_class.oid = inhrelid
                    WHERE inhparent = to_regclass('public.' || :table)
                      AND relname ~ '_[0-9]{4}_[0-9]{2}$'
                    ORDER BY relname
                    """)
                .bind("table", parted.table())
                .mapTo(String.class)
                .list());
  }

  private static boolean locked(JdbiException e) {
    return e.getCause() instanceof SQLException refusal
        && (LOCK_NOT_AVAILABLE.equals(refusal.getSQLState())
            || DEADLOCK.equals(refusal.getSQLState()));
  }

  private static void pause(String what) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + what, e);
    }
  }

  private static String name(Parted parted, YearMonth month) {
    return parted.table() + "_" + SUFFIX.format(month);
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  private static String start(YearMonth month) {
    return month + "-01 00:00:00+00";
  }
}
