package berry.config;

import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The section `backup` of `berry.yaml`.
///
/// @param daily when the daily one is made, in the business time zone; null: none by itself
/// @param budget share of the disk that backups may take, 0 to 1
/// @param recipients public keys of the age format; empty: backups are not encrypted
/// @param plainCopies whether copies outside this machine may be unencrypted where the copy says
///   so, too
public record BackupRules(
    @Nullable LocalTime daily,
    Keep keep,
    double budget,
    List<String> recipients,
    List<CopyTarget> copies,
    boolean plainCopies) {

  /// How many of each: the newest of so many hours, days, weeks and months.
  public record Keep(int hourly, int daily, int weekly, int monthly) {

    public static final Keep USUAL = new Keep(24, 7, 4, 6);
  }

  public static final BackupRules USUAL =
      new BackupRules(LocalTime.of(3, 0), Keep.USUAL, 0.20, List.of(), List.of(), false);

  public BackupRules {
    recipients = List.copyOf(recipients);
    copies = List.copyOf(copies);
  }
}
