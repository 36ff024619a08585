package berry.http;

/// Another process listens on the port already.
public final class PortInUse extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int port;

  PortInUse(int port, Throwable cause) {
    super(
        "Port %d is in use by another process. Stop that one, or choose another port"
                .formatted(port)
            + " (PORT or --port; 0 takes any free one).",
        cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
