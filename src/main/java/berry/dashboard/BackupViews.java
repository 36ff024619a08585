package berry.dashboard;

import berry.access.Sessions;
import berry.backup.Backup;
import berry.backup.Drill;
import berry.backup.Manifest.Copied;
import berry.backup.Manifest.Difference;
import berry.backup.Reading;
import berry.backup.Trust;
import berry.backup.Work;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Backups and the work on them, as the API shows them.
final class BackupViews {

  private BackupViews() {}

  /// One backup.
  ///
  /// @param sha256 absent when its manifest is
  /// @param state made, checked, proved or failed
  /// @param rows of all tables
  /// @param here whether its file lies where this process looks
  /// @param ours whether it is of this database, by its name
  /// @param detail how it was proved, or why not
  /// @param failure the first thing that was not as it was
  /// @param differences how many there were
  /// @param trouble what is wrong with it as it lies there
  record Item(
      String name,
      Instant at,
      long bytes,
      @Nullable String sha256,
      String state,
      @Nullable Instant provedAt,
      @Nullable Double seconds,
      long rows,
      List<Copied> copies,
      boolean here,
      boolean encrypted,
      boolean ours,
      @Nullable String detail,
      @Nullable Failure failure,
      int differences,
      @Nullable String trouble) {}

  /// What was not as it was.
  ///
  /// @param table or sequence, or what else was looked at, in English
  /// @param expected in English
  /// @param got in English
  /// @param kind table, sequence, newest_update, file or restore; absent, as are the rest, where an
  ///   older Berry found it
  /// @param name of the table or sequence
  record Failure(
      String table,
      String expected,
      String got,
      @Nullable String kind,
      @Nullable String name,
      @Nullable Value wanted,
      @Nullable Value found) {}

  /// For the words of a screen.
  ///
  /// @param code rows, nothing, value, next_value, bytes, hash, readable, no_error or words
  record Value(String code, @Nullable Long number, @Nullable String text) {}

  /// What is made by itself, and what is kept.
  ///
  /// @param daily as 03:00 in the zone; absent: none by itself
  /// @param zone of the business
  /// @param nextAt the next one by itself; now, when one is overdue
  /// @param hourly how many of each are kept
  /// @param budget share of the disk, 0 to 1
  /// @param makes whether this process makes backups: they belong where the bot runs
  record Plan(
      @Nullable LocalTime daily,
      String zone,
      @Nullable Instant nextAt,
      int hourly,
      int days,
      int weekly,
      int monthly,
      double budget,
      boolean makes) {}

  /// Another place for backups.
  ///
  /// @param away whether it is certainly not this machine's disk
  /// @param name of the newest backup that lies there
  /// @param copiedAt when that was read back from there
  /// @param behind whether a newer backup does not lie there
  record Target(
      String target,
      boolean away,
      @Nullable String name,
      @Nullable Instant copiedAt,
      boolean behind) {}

  /// Everything a screen of backups shows.
  ///
  /// @param busy who is at work that tells no progress, such as a command
  /// @param drill the last time a backup was restored as after a loss
  record Everything(
      List<Item> items,
      Trust trust,
      Plan plan,
      List<Target> targets,
      @Nullable Running work,
      @Nullable String busy,
      @Nullable Drill drill) {}

  /// What came of it.
  ///
  /// @param state of a backup made or proved
  /// @param kept the database from before a restore, by which it can be undone
  /// @param safety the backup made just before a restore
  /// @param paused for how many seconds a restore let no update in
  record Outcome(
      String name,
      @Nullable String state,
      @Nullable String kept,
      @Nullable String safety,
      double seconds,
      double paused,
      List<String> notes) {}

  /// What is at work, or was last.
  ///
  /// @param kind backup, proof, restore or undo
  /// @param by who asked; absent: Berry by itself
  /// @param state running, done, failed or interrupted
  /// @param step beginning, writing, checking, reading, restoring, comparing, migrating, swapping
  ///   or other
  /// @param done bytes of this step
  /// @param total about; 0: nobody knows
  record Running(
      String id,
      String kind,
      @Nullable String subject,
      @Nullable String by,
      Instant begunAt,
      @Nullable Instant endedAt,
      String state,
      String step,
      long done,
      long total,
      @Nullable String table,
      @Nullable Outcome outcome,
      @Nullable String failure) {}

  /// @param work absent: nothing ever was
  record Progress(@Nullable Running work) {}

  static Item item(Backup one, boolean ours) {
    String file = one.file();
    return new Item(
        one.name(),
        one.at(),
        one.bytes(),
        one.sha256().isEmpty() ? null : one.sha256(),
        word(one.state()),
        one.provedAt(),
        one.seconds(),
        one.rows(),
        one.copies(),
        file != null && one.trouble() == null,
        file != null && file.endsWith(".age"),
        ours,
        one.detail(),
        one.differences().isEmpty() ? null : failure(one.differences().getFirst()),
        one.differences().size(),
        one.trouble());
  }

  private static Failure failure(Difference one) {
    Difference.Kind kind = one.kind();
    return new Failure(
        one.table(),
        one.expected(),
        one.got(),
        kind == null ? null : word(kind),
        one.name(),
        value(one.wanted()),
        value(one.found()));
  }

  private static @Nullable Value value(@Nullable Reading one) {
    return one == null ? null : new Value(word(one.code()), one.number(), one.text());
  }

  static Running running(Work work) {
    Work.Outcome came = work.outcome();
    return new Running(
        work.id().toString(),
        word(work.kind()),
        work.subject(),
        work.by(),
        work.begunAt(),
        work.endedAt(),
        word(work.state()),
        word(work.step()),
        work.done(),
        work.total(),
        work.table(),
        came == null ? null : outcome(came),
        work.failure());
  }

  private static Outcome outcome(Work.Outcome came) {
    return new Outcome(
        came.name(),
        came.state() == null ? null : word(came.state()),
        came.kept(),
        came.safety(),
        came.seconds(),
        came.paused(),
        came.notes());
  }

  /// Who asks, as others know them; who has never written to the bot has no name yet.
  static String name(Sessions.Caller caller) {
    return caller.firstName().isBlank() ? caller.role().word() : caller.firstName();
  }

  static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
