package berry.answers;

import berry.audience.Chats;
import berry.conversations.Assignee;
import berry.conversations.Changing;
import berry.conversations.ConversationMessages;
import berry.conversations.ConversationMessages.Own;
import berry.conversations.Drafts;
import berry.database.Changes;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import berry.outbox.OutgoingFile;
import berry.outbox.OutgoingFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Answers people, and changes what was answered. Whoever calls has checked that it is somebody of
/// the team.
public final class Answers {

  private final Changes changes;
  private final Outbox outbox;
  private final OutgoingFiles files;
  private final ConversationMessages messages;

  public Answers(
      Changes changes, Outbox outbox, OutgoingFiles files, ConversationMessages messages) {
    this.changes = changes;
    this.outbox = outbox;
    this.files = files;
    this.messages = messages;
  }

  /// Queues an answer. In the same transaction the writer's draft goes, what was done is open
  /// again, and a conversation that is nobody's becomes the writer's.
  public Outcome reply(Reply reply) {
    String text = Composition.tidy(reply.text());
    String fault = Composition.fault(text, reply.files().size());
    if (fault != null) {
      return new Outcome.Wrong(fault);
    }
    List<OutgoingFile> found = new ArrayList<>();
    for (String handle : reply.files()) {
      Optional<OutgoingFile> file = files.find(handle);
      if (file.isEmpty()) {
        return new Outcome.Wrong("a file is not kept (any more): upload it again");
      }
      found.add(file.get());
    }
    Long answered = null;
    String replyTo = reply.replyTo();
    if (replyTo != null) {
      Optional<Own> to = messages.own(reply.chatId(), replyTo);
      if (to.isEmpty()) {
        return new Outcome.Wrong("'replyTo' names no message of this conversation");
      }
      answered = to.get().messageId();
      if (answered == null) {
        return new Outcome.Refused("not_sent", "what it answers is not sent yet");
      }
    }
    ConversationMessages.Seen seen = null;
    String lastSeen = reply.lastSeen();
    if (lastSeen != null && !reply.anyway()) {
      Optional<ConversationMessages.Seen> known = messages.seen(reply.chatId(), lastSeen);
      if (known.isEmpty()) {
        return new Outcome.Wrong("'lastSeen' names no item of this conversation");
      }
      seen = known.get();
    }
    return queue(reply, told(reply, text, found, answered), seen);
  }

  private static List<Outgoing> told(
      Reply reply, String text, List<OutgoingFile> files, @Nullable Long answered) {
    List<Outgoing> told = new ArrayList<>();
    for (Outgoing message : Composition.messages(reply.chatId(), text, files)) {
      Outgoing one = message.by(reply.staffId());
      if (answered != null && told.isEmpty()) {
        // Deleted by its author meanwhile, it must not keep the answer from going out.
        one =
            one.with(
                "reply_parameters",
                Map.of("message_id", answered, "allow_sending_without_reply", true));
      }
      String key = key(reply);
      if (key != null) {
        one = one.once(told.isEmpty() ? key : key + " " + (told.size() + 1));
      }
      told.add(one);
    }
    return told;
  }

  private static @Nullable String key(Reply reply) {
    return reply.key() == null
        ? null
        : "reply:" + reply.staffId() + ":" + reply.chatId() + ":" + reply.key();
  }

  private Outcome queue(
      Reply reply, List<Outgoing> told, ConversationMessages.@Nullable Seen seen) {
    long chatId = reply.chatId();
    Outcome outcome =
        changes.inTransaction((transaction, news) -> {
          outbox.stand(transaction, chatId);
          String key = key(reply);
          if (key != null) {
            Optional<Long> before = outbox.under(transaction, key);
            if (before.isPresent()) {
              return accepted(before.get());
            }
          }
          Outcome refused = refused(transaction, reply, seen);
          if (refused != null) {
            return refused;
          }
          long first = 0;
          for (Outgoing message : told) {
            long id = outbox.queue(transaction, news, message);
            first = first == 0 ? id : first;
          }
          follow(transaction, news, chatId, reply.staffId());
          return accepted(first);
        });
    return outcome instanceof Outcome.Accepted accepted ? asItStands(chatId, accepted) : outcome;
  }

  private @Nullable Outcome refused(
      Handle transaction, Reply reply, ConversationMessages.@Nullable Seen seen) {
    Chats.Standing chat = new Chats(transaction).standing(reply.chatId());
    if (chat == null) {
      return new Outcome.Missing("nobody has written in such a chat");
    }
    String unreachable = chat.unreachable();
    if (chat.migratedTo() != null) {
      return new Outcome.Refused("moved", "this group became a supergroup: answer there");
    }
    if (unreachable != null) {
      return new Outcome.Refused(unreachable, "nothing arrives in this chat: " + unreachable);
    }
    if (seen == null) {
      return null;
    }
    return outbox
        .newerOfOthers(
            transaction,
            reply.chatId(),
            reply.staffId(),
            new Outbox.Seen(seen.at(), seen.outgoingId(), seen.messageId()))
        .map(given ->
            new Outcome.Overtaken(
                ConversationMessages.nameOf(transaction, given.staffId()), given.at()))
        .orElse(null);
  }

  /// What an answer means for the conversation. The chat's row goes before the conversation's.
  private static void follow(Handle transaction, News news, long chatId, long staffId) {
    boolean reopened = new Chats(transaction).reopen(chatId);
    boolean taken = Assignee.take(transaction, chatId, staffId);
    Drafts.remove(transaction, news, chatId, staffId);
    if (reopened || taken) {
      news.tell(Topic.CONVERSATION, Subject.chat(chatId));
    }
  }

  /// Changes the words of what somebody of the team wrote: where it waits, or at Telegram.
  ///
  /// @param staffId who changes it
  public Outcome edit(long chatId, String id, long staffId, String typed) {
    Optional<Own> found = messages.own(chatId, id);
    if (found.isEmpty()) {
      return missing();
    }
    Own own = found.get();
    Changing no = own.notEdit();
    if (no != null) {
      return refused(no);
    }
    String text = Composition.tidy(typed);
    String fault = Composition.fault(text, own.caption());
    if (fault != null) {
      return new Outcome.Wrong(fault);
    }
    // What it says now may be about to change; then these words have to be sent after those.
    if (!text.equals(own.text()) || outbox.changing(chatId, own.outgoingId(), own.messageId())) {
      String html = Composition.html(text);
      queue(
          own,
          own.caption() ? Outgoing.editCaption(chatId, html) : Outgoing.edit(chatId, html),
          staffId);
    }
    return asItStands(chatId, new Outcome.Accepted(id, own.state()));
  }

  /// Takes back what somebody of the team wrote; of an album all of it, for it was one answer.
  ///
  /// @param staffId who takes it back
  public Outcome delete(long chatId, String id, long staffId) {
    Optional<Own> found = messages.own(chatId, id);
    if (found.isEmpty()) {
      return missing();
    }
    Own own = found.get();
    Changing no = own.notDelete();
    if (no != null) {
      return refused(no);
    }
    Long album = own.album();
    if (album == null) {
      queue(own, Outgoing.delete(chatId), staffId);
    } else {
      outbox.queue(Outgoing.delete(chatId).of(album).by(staffId));
    }
    return new Outcome.Accepted(id, own.state());
  }

  /// Tries once more what failed, or what nobody knows of whether it arrived; then it may arrive
  /// twice. Of a message that was sent, the last change, if that failed.
  public Outcome retry(long chatId, String id) {
    Optional<Own> found = messages.own(chatId, id);
    if (found.isEmpty()) {
      return missing();
    }
    Own own = found.get();
    Long change = own.failedChange();
    if (change != null && outbox.retry(change)) {
      return new Outcome.Accepted(id, own.state());
    }
    Long outgoing = own.outgoingId();
    return outgoing != null && outbox.retry(outgoing)
        ? new Outcome.Accepted(id, "queued")
        : new Outcome.Refused("not_failed", "it has not failed: it is " + own.state());
  }

  private void queue(Own own, Outgoing change, long staffId) {
    Outgoing one = change.by(staffId);
    Long outgoingId = own.outgoingId();
    Long messageId = own.messageId();
    if (outgoingId != null) {
      one = one.of(outgoingId);
    }
    if (messageId != null) {
      one = one.message(messageId);
    }
    outbox.queue(one);
  }

  private static Outcome.Accepted accepted(long outgoingId) {
    return new Outcome.Accepted("out." + outgoingId, "queued");
  }

  /// An answer that was repeated may have gone its way since.
  private Outcome asItStands(long chatId, Outcome.Accepted accepted) {
    return messages
        .own(chatId, accepted.id())
        .<Outcome>map(own -> new Outcome.Accepted(accepted.id(), own.state()))
        .orElse(accepted);
  }

  private static Outcome refused(Changing no) {
    return new Outcome.Refused(no.code(), no.words());
  }

  private static Outcome missing() {
    return new Outcome.Missing("there is no such message in this conversation");
  }
}
