package berry.bot;

import berry.telegram.Callback;
import berry.telegram.Sender;
import java.util.Optional;

/// What a part lets people do by a button under a message.
@FunctionalInterface
public interface Button {

  /// @return what to say to whoever pressed it, empty text for nothing; empty when it is another
  ///   button, or not for them
  Optional<String> pressed(Callback callback, Sender sender, String language);
}
