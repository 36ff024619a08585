package berry.database;

import org.jdbi.v3.core.Handle;

/// What one transaction has to tell live screens and waiting workers. What is told can't be left
/// unheard: they are woken by the COMMIT itself, and only [Changes] makes one.
public final class News {

  private final Handle transaction;
  private final Runnable wake;
  private boolean told;

  /// @param wake called once after the COMMIT, if there is something to tell; must not wait, for
  ///   the connection is still held
  News(Handle transaction, Runnable wake) {
    this.transaction = transaction;
    this.wake = wake;
  }

  /// Writes it down in the transaction, and is forgotten with it if that is rolled back.
  ///
  /// @throws IllegalArgumentException for [Topic#OTHER], which stands for no word
  public void tell(Topic topic, Subject about) {
    if (topic == Topic.OTHER) {
      throw new IllegalArgumentException("OTHER is what a newer replica tells of: name the topic");
    }
    ChangeRows.add(transaction, topic, about);
    if (!told) {
      told = true;
      transaction.afterCommit(wake);
    }
  }
}
