package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Not a JSON object with an integer `update_id`. Its message never quotes the body.
public final class UnreadableUpdate extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable Long updateId;

  UnreadableUpdate(@Nullable Long updateId, String reason) {
    super(reason);
    this.updateId = updateId;
  }

  /// The `update_id`, if it stood before the place where reading failed.
  public @Nullable Long updateId() {
    return updateId;
  }
}
