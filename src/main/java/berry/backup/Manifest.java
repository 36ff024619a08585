package berry.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a backup, kept beside its file.
///
/// @param name without ending
/// @param file its name in the same folder
/// @param sha256 of the file, 64 hexadecimal digits
/// @param made how long it took to make, in seconds
/// @param written how many rows had been written by then, for [WrittenStore]; null: nobody knows
/// @param recipients public keys that open it besides the one of its first proof; empty: not
///   encrypted
/// @param tables what each held
/// @param leftOut tables of which only the schema is in it → why
/// @param foreign what the database has that no backup of ours makes again
/// @param provedAt when it was last restored and found right
/// @param seconds how long that took
/// @param detail in words: how it was proved, or why not
/// @param differences what a proof found
/// @param copies where else it lies, each read back
public record Manifest(
    String name,
    String file,
    Instant madeAt,
    String database,
    long bytes,
    String sha256,
    long rows,
    double made,
    String berryVersion,
    String serverVersion,
    @Nullable String schemaVersion,
    @Nullable Long newestUpdate,
    @Nullable Long written,
    List<String> recipients,
    List<TableSum> tables,
    List<SequenceValue> sequences,
    Map<String, String> leftOut,
    List<String> foreign,
    BackupState state,
    @Nullable Instant provedAt,
    @Nullable Double seconds,
    @Nullable String detail,
    List<Difference> differences,
    List<Copied> copies) {

  /// One thing that was not as it was.
  ///
  /// @param table or sequence, or what else was looked at, in words
  /// @param expected in words
  /// @param got in words
  /// @param kind what was looked at; this and the rest is null in manifests of before 0.2
  /// @param name of the table or sequence
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Difference(
      String table,
      String expected,
      String got,
      @Nullable Kind kind,
      @Nullable String name,
      @Nullable Reading wanted,
      @Nullable Reading found) {

    /// What was looked at.
    public enum Kind {
      TABLE,
      SEQUENCE,
      NEWEST_UPDATE,
      FILE,
      RESTORE
    }

    static Difference of(Kind kind, @Nullable String name, Reading wanted, Reading found) {
      String what =
          switch (kind) {
            case TABLE -> String.valueOf(name);
            case SEQUENCE -> "sequence " + name;
            case NEWEST_UPDATE -> "newest update";
            case FILE -> "file";
            case RESTORE -> "restore";
          };
      return new Difference(what, wanted.words(), found.words(), kind, name, wanted, found);
    }
  }

  /// A copy that was read back and had the same hash.
  ///
  /// @param target in words, such as `directory /mnt/backups`
  /// @param telegram of which documents it consists; null: it is no copy in Telegram
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Copied(String target, Instant at, @Nullable Sent telegram) {

    static Copied of(String target, Instant at) {
      return new Copied(target, at, null);
    }
  }

  /// A copy in a chat.
  ///
  /// @param parts in their order
  /// @param manifest null: not sent yet, as in the manifest itself
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Sent(long chatId, List<Piece> parts, @Nullable Piece manifest) {}

  /// One document.
  ///
  /// @param fileId what the bot that sent it, and no other, gets it back by
  public record Piece(long messageId, String fileId, long bytes) {}

  boolean encrypted() {
    return file.endsWith(".age");
  }

  Manifest withCopies(List<Copied> now) {
    return with(state, provedAt, seconds, detail, differences, now);
  }

  Manifest withCopy(Copied one) {
    List<Copied> now = new ArrayList<>(copies);
    now.add(one);
    return withCopies(now);
  }

  Manifest proved(Instant at, double took, String how) {
    return with(BackupState.PROVED, at, took, how, List.of(), copies);
  }

  Manifest checked(String why) {
    return with(BackupState.CHECKED, null, null, why, List.of(), copies);
  }

  Manifest noted(String why) {
    return with(state, provedAt, seconds, why, differences, copies);
  }

  /// An earlier proof counts no more.
  Manifest failed(List<Difference> found, String why) {
    return with(BackupState.FAILED, null, null, why, found, copies);
  }

  private Manifest with(
      BackupState nowState,
      @Nullable Instant nowProvedAt,
      @Nullable Double nowSeconds,
      @Nullable String nowDetail,
      List<Difference> nowDifferences,
      List<Copied> nowCopies) {
    return new Manifest(
        name,
        file,
        madeAt,
        database,
        bytes,
        sha256,
        rows,
        made,
        berryVersion,
        serverVersion,
        schemaVersion,
        newestUpdate,
        written,
        recipients,
        tables,
        sequences,
        leftOut,
        foreign,
        nowState,
        nowProvedAt,
        nowSeconds,
        nowDetail,
        nowDifferences,
        nowCopies);
  }
}
