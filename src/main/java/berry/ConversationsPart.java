package berry;

import berry.answers.Answers;
import berry.conversations.ConversationIndex;
import berry.conversations.ConversationMessages;
import berry.conversations.Drafts;
import berry.conversations.MessageFiles;
import berry.conversations.Notes;
import berry.conversations.Templates;
import berry.dashboard.ConversationMessagesApi;
import berry.dashboard.ConversationsApi;
import berry.dashboard.FilesApi;
import berry.dashboard.RoleRoutes;
import berry.dashboard.TemplatesApi;
import berry.dashboard.UploadsApi;
import berry.database.Job;
import berry.http.Route;
import berry.http.Uploads;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What was said, for the lists of the team, and how the team answers it: conversations, files both
/// ways, templates.
final class ConversationsPart implements Part {

  private final Base base;
  private final AccessPart access;
  private final SettingsPart settings;
  private final OutboxPart outbox;
  private final ConversationIndex index;

  ConversationsPart(Base base, AccessPart access, SettingsPart settings, OutboxPart outbox) {
    this.base = base;
    this.access = access;
    this.settings = settings;
    this.outbox = outbox;
    this.index = new ConversationIndex(base.database(), base.changes());
  }

  @Override
  public List<Job> jobs() {
    return List.of(new Job("search-retention", Duration.ofHours(24), index::prune));
  }

  @Override
  public void start() {
    index.start();
  }

  @Override
  public void close() {
    index.close();
  }

  /// For the dashboard, which knows who may call them and writes the document of all.
  List<Route> routes(RoleRoutes roles) {
    return Stream.of(
            conversations(roles).routes(),
            messages(roles).routes(),
            files(roles).routes(),
            templates(roles).routes())
        .flatMap(List::stream)
        .toList();
  }

  private ConversationsApi conversations(RoleRoutes roles) {
    return new ConversationsApi(
        roles, base.database(), base.changes(), access.audit(), settings.choices(), base.clock());
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
    return new TemplatesApi(roles, new Templates(base.database(), base.changes(), access.audit()));
  }
}
