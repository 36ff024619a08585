package berry.dashboard;

import berry.access.Role;
import berry.backup.Worker;
import berry.conversations.ConversationIndex;
import berry.database.Changes.Change;
import berry.database.Topic;
import java.util.ArrayList;
import java.util.List;

/// Which live topics a change touches, for one viewer. What is not listed here is not told.
final class Topics {

  /// The `ref` of a [Topic#CONVERSATION] change that only an open conversation shows.
  static final String DRAFT = "draft";

  /// The `ref` of a [Topic#SETTING] change of an answer that is given often.
  private static final String TEMPLATE = "template";

  /// The `ref` of a [Topic#PERSON] change of the team: who is in it, as what, by which name.
  private static final String ROLE = "role";

  private Topics() {}

  /// @param viewer a person's id, which is the id of their private chat with the bot, too
  static List<String> of(Change change, long viewer, Role role) {
    var topics = new ArrayList<String>();
    Long person = change.personId();
    Long chat = change.chatId();
    // That somebody of the team begins an answer, or makes a note, is nobody else's business.
    boolean ofTeam = change.topic() == Topic.CONVERSATION;
    boolean ownChat = chat != null && chat == viewer && !ofTeam;
    if (ownChat || (person != null && person == viewer && !ofTeam)) {
      topics.add("me");
    }
    if (chat != null && (ownChat || role.atLeast(Role.OPERATOR))) {
      topics.add("conversation:" + chat);
    }
    if (ofTeam && DRAFT.equals(change.ref())) {
      return topics; // no list shows it, and it changes with each second of typing
    }
    if (ofTeam && ConversationIndex.REF.equals(change.ref())) {
      // What came has been told already; now lists are in the order of it.
      return role.atLeast(Role.OPERATOR) ? List.of("conversations") : List.of();
    }
    if (change.topic() == Topic.BACKUP && Worker.PROGRESS.equals(change.ref())) {
      return role.atLeast(Role.OPERATOR) ? List.of("backups") : List.of();
    }
    if (role.atLeast(Role.OPERATOR)) {
      topics.addAll(team(change.topic()));
    }
    if (role == Role.OPERATOR && change.topic() == Topic.SETTING && TEMPLATE.equals(change.ref())) {
      topics.add("settings"); // all the settings an operator sees
    }
    if (role.atLeast(Role.ADMIN)) {
      topics.addAll(admin(change.topic()));
      if (change.topic() == Topic.PERSON && ROLE.equals(change.ref())) {
        topics.add("settings");
      }
    }
    return topics;
  }

  private static List<String> team(Topic topic) {
    return switch (topic) {
      case MESSAGE -> List.of("conversations", "people");
      case OUTGOING, CONVERSATION -> List.of("conversations");
      case PERSON -> List.of("people");
      case SETTING, SYSTEM -> List.of("system");
      case BACKUP -> List.of("backups");
      case INCIDENT -> List.of("incidents");
      case OUTAGE, OTHER -> List.of();
    };
  }

  private static List<String> admin(Topic topic) {
    return switch (topic) {
      case MESSAGE, OUTGOING, PERSON, OUTAGE, BACKUP -> List.of("overview");
      case SETTING -> List.of("overview", "settings");
      case CONVERSATION -> List.of("overview");
      case SYSTEM, INCIDENT -> List.of("overview");
      case OTHER -> List.of();
    };
  }
}
