package berry.dashboard;

import berry.access.Audit;
import berry.access.Codes;
import berry.access.Invitations;
import berry.access.Role;
import berry.access.Seal;
import berry.access.Sessions;
import berry.access.SignInLinks;
import berry.access.Staff;
import berry.access.Team;
import berry.alerts.Alerts;
import berry.alerts.RuleSet;
import berry.alerts.Silences;
import berry.answers.Answers;
import berry.audience.Audience;
import berry.audience.People;
import berry.audience.TileRows;
import berry.backup.Backups;
import berry.backup.Site;
import berry.backup.Worker;
import berry.config.BackupRules;
import berry.config.Configuration;
import berry.config.Environment;
import berry.config.EscalationRules;
import berry.config.Rules;
import berry.config.Scope;
import berry.conversations.Assignments;
import berry.conversations.ConversationMessages;
import berry.conversations.Drafts;
import berry.conversations.Feed;
import berry.conversations.MessageFiles;
import berry.conversations.Notes;
import berry.conversations.StaffMessages;
import berry.conversations.Templates;
import berry.database.Changes;
import berry.diagnostics.Deploys;
import berry.diagnostics.Doctor;
import berry.diagnostics.LogReader;
import berry.diagnostics.Rounds;
import berry.escalation.ChannelView;
import berry.escalation.Contacts;
import berry.escalation.Escalation;
import berry.escalation.IncidentExport;
import berry.escalation.IncidentViews;
import berry.escalation.Restart;
import berry.http.Json;
import berry.http.Route;
import berry.http.Server;
import berry.http.Uploads;
import berry.inbox.InboxAttention;
import berry.inbox.Outages;
import berry.monitoring.Metrics;
import berry.monitoring.Monitoring;
import berry.outbox.Outbox;
import berry.outbox.OutboxAttention;
import berry.outbox.OutgoingFiles;
import berry.recovery.Recovery;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.SettingsHistory;
import berry.telegram.BotApi;
import berry.telegram.Downloads;
import berry.telegram.InitData;
import berry.telegram.Token;
import berry.testing.MovableClock;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The dashboard on a free port, over a database of its own, and the people who ask it.
final class DashboardFixture implements AutoCloseable {

  static final long ANNA = 101;
  static final long BORIS = 5_550_102_777L;
  static final long OPERATOR = 201;
  static final long ADMIN = 202;
  static final long OWNER = 203;

  /// A bot's token as Telegram shapes it, of no bot that exists.
  static final Token TOKEN = new Token("4242:" + "x".repeat(35));

  static final String METRICS_TOKEN = "only-for-prometheus";

  final TestDatabase database = TestDatabase.fresh();
  final Rows rows = new Rows(database);
  final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  final Changes changes = new Changes(database.database(), database.address());
  final Audit audit = new Audit(database.database());
  final Staff staff = new Staff(database.database(), changes, audit);
  private final Seal seal = new Seal(TOKEN);
  final Sessions sessions = new Sessions(database.database(), changes, audit, seal, clock);
  final SignInLinks links = new SignInLinks(database.database(), seal, clock);
  final Codes codes = new Codes(database.database(), changes, staff, audit, clock);
  final Invitations invitations = new Invitations(database.database(), changes, audit, seal, clock);
  final Team team = new Team(database.database(), changes, audit, sessions, Assignments::release);
  final Templates templates = new Templates(database.database(), changes, audit);
  final Settings settings = new Settings(database.database(), changes);
  final Choices choices = new Choices(settings, Rules.NONE);

  /// Names of databases come again with each run.
  final Path folder = Path.of("target", "backups-of-tests", UUID.randomUUID().toString());

  /// Of a sandbox, so that the doctor asks nobody outside.
  final Configuration configuration =
      Configuration.load(
          Scope.ALL, new Environment(Map.of("METRICS_TOKEN", METRICS_TOKEN), folder), Map.of());

  final Deploys deploys = new Deploys(database.database(), changes, clock);
  private final Site site = new Site(database.address(), false, folder, folder, "1.2.3", "here/1");
  final Backups backups = new Backups(site, BackupRules.USUAL, database.database(), clock);
  final Recovery recovery = new Recovery(site, database.address(), backups, clock);
  final Worker worker = new Worker(database.database(), changes, site.who(), clock);
  final Outbox outbox;
  final Alerts alerts;
  final Contacts contacts;
  final Escalation escalation;
  final Restart restart;
  private final ConversationMessages messages =
      new ConversationMessages(database.database(), clock);
  final Live live;
  final List<Route> table;
  final Server server = new Server(Server.Options.on("127.0.0.1", 0));
  final HttpClient client = HttpClient.newHttpClient();
  private final Metrics metrics = new Metrics();
  final Monitoring monitoring =
      new Monitoring(database.database(), database.address(), clock, List.of(), metrics.requests());
  final OutgoingFiles files;
  volatile boolean watchedFromOutside;
  private final BotApi api;
  private final int port;

  /// Before a Telegram that is away.
  DashboardFixture() {
    this(() -> URI.create("http://127.0.0.1:1"), TOKEN, new Room());
  }

  /// What there is for files.
  ///
  /// @param place where uploads lie while they arrive
  /// @param free bytes left where they are kept
  record Room(Uploads place, LongSupplier free) {

    Room() {
      this(new Uploads(Path.of("target", "uploads")), () -> Long.MAX_VALUE);
    }
  }

  /// @param telegram asked at each call
  /// @param bot the token that Telegram knows
  DashboardFixture(Supplier<URI> telegram, Token bot, Room room) {
    changes.start();
    api = new BotApi(telegram, bot, clock);
    outbox = new Outbox(database.database(), changes, bot.id());
    files = new OutgoingFiles(database.database(), bot.id(), room.free());
    alerts =
        new Alerts(
            database.database(),
            changes,
            clock,
            RuleSet.of(Rules.NONE),
            new Silences(database.database(), changes, audit),
            outbox,
            files,
            choices,
            null,
            () -> null);
    contacts =
        new Contacts(
            database.database(),
            changes,
            clock,
            settings,
            choices,
            EscalationRules.USUAL,
            staff,
            new People(database.database(), changes),
            seal,
            audit,
            outbox);
    escalation =
        new Escalation(
            new Escalation.Base(
                database.database(),
                changes,
                clock,
                alerts,
                contacts::roster,
                contacts::lastRoster,
                person -> "en",
                outbox,
                api,
                List.of(),
                () -> null));
    restart = new Restart(() -> 3, List::of, escalation.incidents());
    var roles = new RoleRoutes(sessions);
    live = new Live(roles, sessions, changes, clock, "test");
    var about = new About("test", () -> "berry_bot");
    table =
        new Routes(
                List.of(
                    new SessionApi(roles, sessions, links, TOKEN, clock, "test").routes(),
                    new MeApi(
                            roles,
                            database.database(),
                            new People(database.database(), changes),
                            clock,
                            about,
                            monitoring::trouble)
                        .routes(),
                    new RunbooksApi(roles).routes(),
                    new MonitoringApi(
                            roles,
                            monitoring,
                            List.of(monitoring.replicas()::restarts),
                            () -> watchedFromOutside)
                        .routes(),
                    new OverviewApi(
                            roles,
                            new Audience(database.database(), choices, clock, StaffMessages::count),
                            new TileRows(database.database(), choices, clock),
                            new Feed(database.database()),
                            new Notices(
                                this::strip,
                                List.of(
                                    new InboxAttention(database.database()),
                                    new OutboxAttention(database.database())),
                                new Outages(database.database()),
                                backups::trust,
                                clock))
                        .routes(),
                    new ConversationMessagesApi(
                            roles,
                            messages,
                            new Answers(changes, outbox, files, messages),
                            new Notes(changes),
                            new Drafts(changes))
                        .routes(),
                    new FilesApi(
                            roles,
                            new MessageFiles(database.database()),
                            new Downloads(api, clock),
                            outbox,
                            clock,
                            new UploadsApi(files, room.place()))
                        .routes(),
                    new StaffApi(roles, team, invitations, codes, about).routes(),
                    new TemplatesApi(roles, templates).routes(),
                    new BackupsApi(
                            roles,
                            backups,
                            worker,
                            audit,
                            new BackupsApi.Here(true, choices::timeZone, clock.instant(), clock))
                        .routes(),
                    new AlertsApi(roles, alerts, audit).routes(),
                    new EscalationApi(
                            roles,
                            contacts,
                            new EscalationApi.Ways(
                                DashboardFixture::channels, id -> Optional.empty()),
                            about)
                        .routes(),
                    new IncidentsApi(
                            roles,
                            escalation.incidents(),
                            new IncidentViews(escalation.incidents()),
                            restart,
                            new IncidentExport(alerts))
                        .routes(),
                    new RestoreApi(roles, backups, recovery, worker, audit).routes(),
                    new ConversationsApi(roles, database.database(), changes, audit, choices, clock)
                        .routes(),
                    live.routes(),
                    new LogsApi(roles, new LogReader(configuration), () -> "here/1").routes(),
                    new SystemApi(
                            roles,
                            deploys,
                            new Rounds(this::doctor, clock),
                            configuration,
                            choices,
                            new SettingsHistory(database.database()),
                            () ->
                                new SystemApi.Versions(
                                    "1.2.3", null, "25", "18.6", "013 monitoring"))
                        .routes(),
                    new Probes(
                            database.database(), server::draining, metrics, METRICS_TOKEN, "test")
                        .routes()))
            .table();
    port = server.add(table).start();
    staff.makeOwner(OWNER);
    staff.appoint(ADMIN, Role.ADMIN, OWNER);
    staff.appoint(OPERATOR, Role.OPERATOR, OWNER);
  }

  private Doctor doctor() {
    return Doctor.of(configuration, clock, database.address(), database.address());
  }

  private IntakeStatus strip() {
    return new IntakeStatus(
        "ok", "sandbox", clock.instant(), null, 0, 0, 2, 2, 0, 0, clock.instant());
  }

  /// Anna and Boris have each written once and were answered once; nobody else has.
  DashboardFixture withTalk() {
    Instant then = clock.instant().minus(Duration.ofHours(2));
    for (long person : List.of(ANNA, BORIS)) {
      String name = person == ANNA ? "Anna" : "Boris";
      rows.person(person, name, then);
      rows.said(person, person, 1, then, "question of " + name);
      rows.told(person, person, 2, then.plusSeconds(60), "answer to " + name);
    }
    return this;
  }

  String signIn(long person) {
    return sessions.open(person, clock.instant()).orElseThrow().token();
  }

  String initData(long person, Instant signed) {
    return InitData.sign(
        Map.of(
            "auth_date",
            Long.toString(signed.getEpochSecond()),
            "user",
            "{\"id\":" + person + ",\"first_name\":\"Launched\",\"language_code\":\"ru\"}"),
        TOKEN);
  }

  HttpRequest.Builder to(String path, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> get(String path, @Nullable String token) {
    return send(to(path, token));
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        to(path, null)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> post(String path, String token, String json) {
    return send(
        to(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new AssertionError("no answer", failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted");
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    return Json.mapper().readTree(answer.body());
  }

  LiveClient listen(String token, @Nullable String lastId) {
    return new LiveClient(this, token, lastId);
  }

  private static List<ChannelView> channels() {
    return List.of(new ChannelView("webhook", false, null, null, null, null));
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.drain(Duration.ofSeconds(5));
    server.close();
    live.close();
    restart.close();
    escalation.close();
    worker.close();
    monitoring.close();
    changes.close();
    api.close();
    metrics.close();
    database.close();
  }
}
