package berry.http;

/// Decides by path and headers alone whether a call is welcome, before a byte of its body is read:
/// a stranger's body costs nothing.
@FunctionalInterface
public interface Admission {

  /// Everybody is welcome.
  Admission ANYONE = _ -> {};

  /// Refuses the call by throwing a [Problem], or lets it in. May wait.
  void admit(Exchange exchange);

  /// Whether the headers alone show that the call is welcome, without asking anybody who might let
  /// us wait. It is called in the thread that reads all connections: nothing may block there. The
  /// others are given to [#admit] in a thread of their own.
  default boolean knows(Exchange exchange) {
    return false;
  }
}
