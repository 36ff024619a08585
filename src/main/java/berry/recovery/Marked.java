package berry.recovery;

import org.jspecify.annotations.Nullable;

/// A database of the server.
///
/// @param open whether it lets anybody in
/// @param comment as it stands there
/// @param mark the same, if it is one of ours
/// @param bytes on the server's disk
record Marked(
    String name, boolean open, @Nullable String comment, @Nullable Mark mark, long bytes) {

  boolean in(Mark.State state) {
    return mark != null && mark.state() == state;
  }
}
