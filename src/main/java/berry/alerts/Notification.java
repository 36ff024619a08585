package berry.alerts;

import java.time.Instant;

/// What is to be told to whom runs the bot.
public sealed interface Notification {

  Rule rule();

  /// It calls for somebody.
  record Announce(Rule rule, Episode episode, MessageState face) implements Notification {}

  /// It is told already, or as the one before, and is different now.
  record Change(Rule rule, Episode episode, MessageState face) implements Notification {}

  /// It comes and goes; until it stops there will only be a sum each hour.
  record Flaps(Rule rule, Episode episode, int times) implements Notification {}

  /// How often it fired in the last hour; 0: it stopped.
  record Sum(Rule rule, int times, Instant at) implements Notification {}
}
