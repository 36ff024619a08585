package berry.cli;

/// A verb that ends early for a reason the person must read: one message, one exit code.
final class Stopped extends RuntimeException {

  private final int code;

  Stopped(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
