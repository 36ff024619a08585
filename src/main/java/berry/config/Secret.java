package berry.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Text that must not be seen: whoever needs it says [#reveal()], everything else prints `•••`.
///
/// A class and not a record, because a record's accessor would be found by every serializer.
public final class Secret {

  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /// The text itself, for the one call that needs it.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "•••";
  }
}
