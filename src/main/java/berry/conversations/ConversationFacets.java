package berry.conversations;

import berry.database.Database;
import java.util.List;

/// What conversations can be filtered by, and who they can be given to.
public final class ConversationFacets {

  /// A list to choose from that is longer helps nobody.
  private static final int MOST = 300;

  private final Database database;

  public ConversationFacets(Database database) {
    this.database = database;
  }

  /// @param tags in use
  /// @param languages `ru`, `en`
  /// @param sources payloads of links
  public record Facets(
      List<String> tags,
      List<String> languages,
      List<String> sources,
      List<Conversation.Colleague> staff) {}

  public Facets now() {
    return database
        .jdbi()
        .withExtension(
            ConversationCountStore.class,
            store ->
                new Facets(
                    store.tags(MOST), store.languages(), store.sources(MOST), store.staff()));
  }
}
