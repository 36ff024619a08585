package berry.http;

/// Another process listens on the port already.
public final class PortInUse extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int port;

  PortInUse(int port, Throwable cause) {
    super("port " + port + " is in use by another process", cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
