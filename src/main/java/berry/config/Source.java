package berry.config;

/// Where a value was found. The order is the precedence: a flag beats everything.
public enum Source {
  FLAG("flag"),
  ENVIRONMENT("environment"),
  ENVIRONMENT_FILE("file named in the environment"),
  DOTENV(".env"),
  DOTENV_FILE("file named in .env"),
  DEFAULT("default");

  private final String label;

  Source(String label) {
    this.label = label;
  }

  /// As `berry config show` prints it.
  public String label() {
    return label;
  }
}
