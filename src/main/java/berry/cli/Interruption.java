package berry.cli;

import java.util.function.Supplier;

/// Tells whoever breaks a long verb off, by Ctrl-C or a signal, what is left of it. The process
/// ends in the middle then, so that nothing after the verb gets to say it.
final class Interruption implements AutoCloseable {

  private final Thread telling;

  private Interruption(Thread telling) {
    this.telling = telling;
  }

  /// @param left one line, asked for when it is needed
  static Interruption tells(Terminal terminal, Supplier<String> left) {
    // A bar may stand on the line where the words would go.
    Thread telling =
        new Thread(() -> terminal.say(System.lineSeparator() + left.get()), "interruption");
    Runtime.getRuntime().addShutdownHook(telling);
    return new Interruption(telling);
  }

  /// The verb has come to its end, or says itself why it did not.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(telling);
    } catch (IllegalStateException ending) {
      // it is being told
    }
  }
}
