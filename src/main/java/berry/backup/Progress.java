package berry.backup;

/// Hears how far a backup has come, on the thread that makes it.
public interface Progress {

  /// Nobody listens.
  Progress NONE = new Progress() {};

  /// Something new begins.
  ///
  /// @param what in words, such as `Writing 31 tables`
  /// @param bytes how much there is to do, about; 0 when nobody knows
  default void begins(String what, long bytes) {}

  /// @param name of the table that comes now
  default void table(String name) {}

  /// @param bytes done since the last call
  default void advances(long bytes) {}

  /// What began is done.
  default void ends() {}

  /// Both hear all of it.
  default Progress and(Progress other) {
    Progress one = this;
    return new Progress() {
      @Override
      public void begins(String what, long bytes) {
        one.begins(what, bytes);
        other.begins(what, bytes);
      }

      @Override
      public void table(String name) {
        one.table(name);
        other.table(name);
      }

      @Override
      public void advances(long bytes) {
        one.advances(bytes);
        other.advances(bytes);
      }

      @Override
      public void ends() {
        one.ends();
        other.ends();
      }
    };
  }
}
