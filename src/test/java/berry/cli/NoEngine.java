package berry.cli;

import berry.config.Configuration;

/// For verbs that start nothing.
final class NoEngine implements Engine {

  @Override
  public int start(Configuration configuration) {
    throw new AssertionError("nothing was to be started");
  }

  @Override
  public int sandbox(Configuration configuration, int port) {
    throw new AssertionError("nothing was to be started");
  }
}
