package berry;

import berry.access.Audit;
import berry.answers.Answers;
import berry.conversations.ConversationMessages;
import berry.conversations.Drafts;
import berry.conversations.MessageFiles;
import berry.conversations.Notes;
import berry.conversations.Templates;
import berry.dashboard.ConversationMessagesApi;
import berry.dashboard.FilesApi;
import berry.dashboard.RoleRoutes;
import berry.dashboard.TemplatesApi;
import berry.dashboard.UploadsApi;
import berry.http.Route;
import berry.http.Uploads;
import java.util.List;
import java.util.stream.Stream;

/// How the team answers people: conversations, files both ways, templates.
final class AnsweringPart {

  private final Base base;
  private final OutboxPart outbox;

  AnsweringPart(Base base, OutboxPart outbox) {
    this.base = base;
    this.outbox = outbox;
  }

  /// The dashboard's, which knows who may call them.
  List<Route> routes(RoleRoutes roles) {
    return Stream.of(messages(roles).routes(), files(roles).routes(), templates(roles).routes())
        .flatMap(List::stream)
        .toList();
  }

  private ConversationMessagesApi messages(RoleRoutes roles) {
    ConversationMessages messages = new ConversationMessages(base.database(), base.clock());
    return new ConversationMessagesApi(
        roles,
        messages,
        new Answers(base.changes(), outbox.outbox(), outbox.files(), messages),
        new Notes(base.changes()),
        new Drafts(base.changes()));
  }

  private FilesApi files(RoleRoutes roles) {
    return new FilesApi(
        roles,
        new MessageFiles(base.database()),
        outbox.downloads(),
        outbox.outbox(),
        base.clock(),
        new UploadsApi(
            outbox.files(), new Uploads(base.configuration().data().resolve("uploads"))));
  }

  private TemplatesApi templates(RoleRoutes roles) {
    return new TemplatesApi(
        roles, new Templates(base.database(), base.changes(), new Audit(base.database())));
  }
}
