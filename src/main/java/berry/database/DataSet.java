package berry.database;

import org.jdbi.v3.core.Handle;

/// Whose rows are read: those of real people, or the demonstration's, which have the same tables in
/// a schema of their own.
public enum DataSet {
  REAL,
  DEMO;

  /// Makes the transaction read the tables of this data set; what the demonstration has none of is
  /// real.
  ///
  /// Local to the transaction, because a pooler hands a session on to strangers. Not by `SET`,
  /// after which the driver would throw away all its prepared statements; the server plans those
  /// anew by itself.
  public void use(Handle transaction) {
    if (this == DEMO) {
      transaction.execute("SELECT set_config('search_path', 'demo, public', true)");
    }
  }
}
