package berry.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the team sees first. Null stands for unknown, which is not zero.
///
/// @param attention who waits, from the same snapshot as the tile; the rest of what needs a human
///   is known elsewhere and not here
public record Overview(
    Period period, List<Attention> attention, Tiles tiles, Series series, Lists lists) {

  /// What was asked, and what it came to.
  ///
  /// @param range as asked for, `7d`
  /// @param from when the first bucket begins
  /// @param to the end of the running quarter of an hour
  /// @param limitMinutes from when on a waiting person counts as unanswered
  public record Period(
      String range, String timeZone, Instant from, Instant to, boolean hasDemo, int limitMinutes) {}

  /// Something a human must look at.
  ///
  /// @param kind `unanswered`, `quarantined`, `failed`, `unknown`, `queue` or `alerts`
  /// @param since the oldest of them
  public record Attention(String kind, long count, @Nullable Instant since) {

    /// Who owns what may need a human, and counts it.
    public interface Source {

      /// A count of 0 needs nobody.
      ///
      /// @param late what should have been done by then
      /// @param yesterday what ended before that is past
      List<Attention> now(Instant late, Instant yesterday);
    }
  }

  public record Tiles(
      Figure unansweredNow, Figure activePeople, Figure newPeople, Figure messagesIn) {

    public Figure figure(Tile tile) {
      return switch (tile) {
        case UNANSWERED_NOW -> unansweredNow;
        case ACTIVE_PEOPLE -> activePeople;
        case NEW_PEOPLE -> newPeople;
        case MESSAGES_IN -> messagesIn;
      };
    }
  }

  /// @param previous one period earlier; null when Berry knows nothing of then
  /// @param series a value for each bucket, oldest first
  public record Figure(long value, @Nullable Long previous, List<@Nullable Long> series) {}

  /// @param bucket `hour`, `day`, `week` or `month`
  /// @param at when each bucket begins; the lists beside it are as long
  /// @param previousMessagesIn one period earlier; null when there is none
  public record Series(
      String bucket,
      List<Instant> at,
      List<Long> messagesIn,
      List<Long> messagesOut,
      @Nullable List<Long> previousMessagesIn,
      @Nullable List<Long> previousMessagesOut,
      List<Long> peopleNew,
      List<Long> peopleReturning) {}

  /// @param others what else came, as information
  /// @param staff who of the team answered, the busiest first
  public record Lists(
      List<Command> commands, List<Source> sources, List<Command> others, List<Answerer> staff) {}

  /// Somebody of the team, or who was.
  ///
  /// @param messages that they sent in the range
  /// @param firstReplySeconds how long people had waited for the first replies that they gave in
  ///   the range: the median; null when they gave none
  public record Answerer(long id, String name, long messages, @Nullable Long firstReplySeconds) {

    /// Who owns the messages, and counts them.
    public interface Messages {

      /// By the id of who wrote them; from `from` on and before `to`.
      Map<Long, Long> count(Handle transaction, Instant from, Instant to);
    }
  }

  /// @param name `/help`; `other` for all commands the bot does not know; `buttons` for all pressed
  ///   buttons. Among the others `reactions`, `poll_answers`, `inline_queries`, `join_requests`,
  ///   `business_messages`, `guest_messages`, `blocked` or `unblocked`
  public record Command(String name, long count) {}

  /// @param source the payload of the link by which they came; empty for none
  /// @param answeredShare of those who waited for an answer, how many got one, 0 to 1; null when
  ///   nobody waited
  public record Source(String source, long newPeople, @Nullable Double answeredShare) {}
}
