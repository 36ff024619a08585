package berry.recovery;

/// Whoever wants another database in the place of the live one types its name.
public final class ConfirmationMissing extends RuntimeException {

  ConfirmationMissing(String message) {
    super(message);
  }
}
