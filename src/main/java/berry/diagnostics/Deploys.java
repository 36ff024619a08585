package berry.diagnostics;

import berry.config.Deployment;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Subject;
import berry.database.Topic;
import berry.http.Json;
import berry.monitoring.MetricsView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Which versions began to run, and whether each did well.
public final class Deploys {

  private static final int MOST_MARKS = 100;

  private final Database database;
  private final Changes changes;
  private final Clock clock;

  public Deploys(Database database, Changes changes, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
  }

  /// Notes down what begins to run here, once however many replicas start, and not at a restart.
  ///
  /// @return whether it is a new one
  public boolean begin(String version, Deployment deployment, String replica) {
    DeployStore.Starting starting =
        new DeployStore.Starting(
            version,
            deployment.commit(),
            deployment.message(),
            deployment.id(),
            replica,
            clock.instant());
    return changes.inTransaction((transaction, news) -> {
      DeployStore store = transaction.attach(DeployStore.class);
      boolean fresh = store.queue() && store.begin(starting) > 0;
      if (fresh) {
        news.tell(Topic.SYSTEM, Subject.nobody().ref("deploy"));
      }
      return fresh;
    });
  }

  /// The newest first.
  ///
  /// @param before an id; null: from the newest
  public List<Deploy> page(@Nullable Long before, int limit) {
    long from = before == null ? Long.MAX_VALUE : before;
    return database
        .jdbi()
        .withExtension(DeployStore.class, store -> store.page(from, limit))
        .stream()
        .map(Deploys::deploy)
        .toList();
  }

  /// When each began, for charts; also for one who has nothing but the database.
  public static MetricsView.Marks marks(Database database) {
    return (from, to) ->
        database
            .jdbi()
            .withExtension(DeployStore.class, store -> store.page(Long.MAX_VALUE, MOST_MARKS))
            .stream()
            .filter(one -> one.at().isAfter(from) && one.at().isBefore(to))
            .map(one -> new MetricsView.Mark(one.at(), "deploy", one.version()))
            .toList();
  }

  public Optional<Deploy> newest() {
    return newest(database);
  }

  /// What runs, for one who has nothing but the database.
  public static Optional<Deploy> newest(Database database) {
    return database
        .jdbi()
        .withExtension(DeployStore.class, DeployStore::newest)
        .map(Deploys::deploy);
  }

  /// Keeps a verdict and tells open screens. One that is bad is not taken back.
  public void judged(Deploy deploy, Verdict verdict) {
    String word = verdict.good() ? "good" : "bad";
    changes.useTransaction((transaction, news) -> {
      int changed =
          transaction
              .attach(DeployStore.class)
              .judge(deploy.id(), word, clock.instant(), text(verdict.findings()));
      if (changed > 0) {
        news.tell(Topic.SYSTEM, Subject.nobody().ref("deploy"));
      }
    });
  }

  private static Deploy deploy(DeployStore.Row row) {
    return new Deploy(
        row.id(),
        row.version(),
        row.commit(),
        row.message(),
        row.deployment(),
        row.replica(),
        row.at(),
        row.before(),
        row.verdict(),
        row.judgedAt(),
        findings(row.findings()));
  }

  private static String text(List<Finding> findings) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (Finding one : findings) {
      var item = all.addObject();
      item.put("check", one.check());
      item.put("level", one.level().name().toLowerCase(Locale.ROOT));
      item.put("why", one.why());
      one.fix().ifPresent(fix -> item.put("fix", fix));
    }
    return all.toString();
  }

  private static List<Finding> findings(String text) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode one : Json.mapper().readTree(text)) {
      findings.add(
          new Finding(
              one.path("check").asString(""),
              level(one.path("level").asString("")),
              one.path("why").asString(""),
              Optional.ofNullable(one.get("fix")).map(JsonNode::asString)));
    }
    return findings;
  }

  private static Finding.Level level(String word) {
    return switch (word) {
      case "ok" -> Finding.Level.OK;
      case "warn" -> Finding.Level.WARN;
      default -> Finding.Level.FAIL;
    };
  }
}
