package berry;

import berry.conversations.ConversationIndex;
import berry.database.Job;
import java.time.Duration;
import java.util.List;

/// What was said, as the team's lists need it.
final class ConversationsPart implements Part {

  private final ConversationIndex index;

  ConversationsPart(Base base) {
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
}
