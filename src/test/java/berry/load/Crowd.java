package berry.load;

import berry.load.Letter.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Two thousand people who write, edit, press buttons and ask: the same updates for the same seed.
///
/// Only the first hundred give commands, so that the sandbox need not know all of them. For one
/// thread.
public final class Crowd {

  private static final int PEOPLE = 2_000;
  private static final int TALKERS = 100;
  private static final long FIRST_PERSON = 20_001;

  /// Far from those that the sandbox gives to its own updates and to the bot's messages.
  public static final long FIRST_UPDATE = 1_000;

  private static final long FIRST_MESSAGE = 100_000;

  /// A pretended Telegram that knows a chat's messages numbers the bot's own after the last one.
  private static final long NEXT_MESSAGE = 100;

  private static final int REMEMBERED = 500;

  private final Random random;
  private final Map<Long, Long> lastMessage = new HashMap<>();
  private final List<Letter> recent = new ArrayList<>();
  private final long now;
  private long lastUpdate = FIRST_UPDATE - 1;

  /// @param now what all messages bear as their date, epoch seconds
  public Crowd(long seed, long now) {
    this.random = new Random(seed);
    this.now = now;
  }

  /// Who gives commands and must be known to the sandbox.
  public static List<Long> talkers() {
    List<Long> all = new ArrayList<>();
    for (long person = FIRST_PERSON; person < FIRST_PERSON + TALKERS; person++) {
      all.add(person);
    }
    return all;
  }

  /// Of a hundred updates 4 are commands, 4 pressed buttons, 12 edits.
  public Letter next() {
    int dice = random.nextInt(100);
    if (dice < 4) {
      return written(Kind.COMMAND, FIRST_PERSON + random.nextInt(TALKERS), "/help");
    }
    long person = FIRST_PERSON + random.nextInt(PEOPLE);
    if (dice < 8) {
      return written(Kind.BUTTON, person, "nothing");
    }
    if (dice < 20 && !recent.isEmpty()) {
      return edited(random.nextInt(recent.size()));
    }
    Letter message = written(Kind.MESSAGE, person, "Message " + lastUpdate + " by " + person);
    remember(message);
    return message;
  }

  private Letter written(Kind kind, long person, String text) {
    long messageId = lastMessage.merge(person, FIRST_MESSAGE, (last, first) -> last + NEXT_MESSAGE);
    return new Letter(++lastUpdate, kind, person, messageId, text, now, 0);
  }

  private Letter edited(int which) {
    Letter old = recent.get(which);
    int edits = old.edits() + 1;
    String text = "Message of " + old.person() + ", text " + edits;
    Letter edit =
        new Letter(++lastUpdate, Kind.EDIT, old.person(), old.messageId(), text, old.date(), edits);
    recent.set(which, edit);
    return edit;
  }

  private void remember(Letter message) {
    if (recent.size() < REMEMBERED) {
      recent.add(message);
    } else {
      recent.set(random.nextInt(REMEMBERED), message);
    }
  }
}
