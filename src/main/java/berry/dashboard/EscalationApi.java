package berry.dashboard;

import static berry.dashboard.RoleRoutes.delete;
import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.post;
import static berry.dashboard.RoleRoutes.put;

import berry.access.Sessions;
import berry.escalation.ChannelView;
import berry.escalation.Contact;
import berry.escalation.ContactTests;
import berry.escalation.Contacts;
import berry.escalation.Duty;
import berry.escalation.Enrolment;
import berry.escalation.FallbackChannel;
import berry.escalation.OnCall;
import berry.escalation.QuietHours;
import berry.escalation.Step;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who is called when something is wrong, in which order, and whose turn it is.
public final class EscalationApi {

  private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");

  private final RoleRoutes roles;
  private final Contacts contacts;
  private final Ways ways;
  private final About about;

  /// The ways past Telegram.
  ///
  /// @param shown as they are now
  /// @param test sends something harmless by one of them; empty when it is not set
  public record Ways(
      Supplier<List<ChannelView>> shown, Function<String, Optional<FallbackChannel.Sent>> test) {}

  public EscalationApi(RoleRoutes roles, Contacts contacts, Ways ways, About about) {
    this.roles = roles;
    this.contacts = contacts;
    this.ways = ways;
    this.about = about;
  }

  /// @param pinned whether berry.yaml names the contacts
  public record Everything(
      boolean pinned,
      List<Rung> steps,
      List<Person> contacts,
      Roles rotation,
      List<Turn> onCall,
      Quiet quietHours,
      List<ChannelView> channels) {}

  /// @param to developer, devops, support or all
  public record Rung(long afterSeconds, String to) {}

  /// @param source file, app, or owner: who stands in where nobody is named
  /// @param why not-enrolled, blocked, failed or never-tested; absent: the last test arrived
  /// @param testedAt when the last real message was queued whose end is known
  public record Person(
      long id,
      String role,
      String name,
      @Nullable Long personId,
      @Nullable String handle,
      String source,
      boolean reachable,
      @Nullable String why,
      @Nullable Instant testedAt,
      boolean onCall) {}

  /// @param until absent: as long as nobody else's turn comes
  /// @param taken whether they took it over for a while
  public record Turn(
      String role, long personId, String name, @Nullable Instant until, boolean taken) {}

  /// Which roles change hands each Monday.
  public record Roles(
      @Nullable Boolean developer, @Nullable Boolean devops, @Nullable Boolean support) {}

  /// By severity; absent: never quiet.
  public record Quiet(
      @JsonProperty("1") @Nullable Hours urgent,
      @JsonProperty("2") @Nullable Hours important,
      @JsonProperty("3") @Nullable Hours information) {}

  /// In the business zone, over midnight where `until` is the earlier one.
  ///
  /// @param from as 22:00
  public record Hours(@Nullable String from, @Nullable String until) {}

  /// Ids of people by role, in the order in which they take turns.
  public record Wanted(
      @Nullable List<@Nullable Long> developer,
      @Nullable List<@Nullable Long> devops,
      @Nullable List<@Nullable Long> support) {}

  /// @param until at most 7 days ahead
  public record Take(@Nullable String role, @Nullable Long personId, @Nullable Instant until) {}

  /// @param link works once, for this contact only
  public record Made(String link, Instant expiresAt) {}

  /// What came of a test.
  ///
  /// @param why not; absent when it went well
  public record Tried(boolean ok, @Nullable String why) {}

  public List<Route> routes() {
    return List.of(
        roles
            .admin(post("/api/escalation/channels/{id}/test", this::tryWay))
            .summary("Send something harmless past Telegram, and say what came of it")
            .gives(200, Tried.class),
        roles
            .operator(get("/api/escalation", this::everything))
            .summary("Who is called when something is wrong, and whose turn it is")
            .gives(200, Everything.class),
        roles
            .operator(post("/api/escalation/oncall", this::take))
            .summary("Take a role over, or hand it to somebody, for at most 7 days")
            .takes(Take.class)
            .gives(204),
        roles
            .operator(delete("/api/escalation/oncall/{role}", this::giveBack))
            .summary("Give a role back to whoever's turn it is")
            .gives(204),
        roles
            .admin(put("/api/escalation/contacts", this::choose))
            .summary("Name who answers for each role, unless berry.yaml does")
            .takes(Wanted.class)
            .gives(204),
        roles
            .admin(post("/api/escalation/contacts/{id}/link", this::link))
            .summary("A link by which a contact lets the bot write to them; once, within 24 hours")
            .gives(201, Made.class),
        roles
            .admin(post("/api/escalation/contacts/{id}/test", this::test))
            .summary("Send a contact a test without a sound; once a minute")
            .gives(202),
        roles
            .admin(put("/api/escalation/quiet-hours", this::quiet))
            .summary("When messages of a severity come without a sound")
            .takes(Quiet.class)
            .gives(204),
        roles
            .admin(put("/api/escalation/rotation", this::rotate))
            .summary("Which roles change hands each Monday")
            .takes(Roles.class)
            .gives(204));
  }

  private void everything(Exchange exchange, Sessions.Caller caller) throws IOException {
    Contacts.View view = contacts.view();
    exchange.json(
        new Everything(
            view.pinned(),
            view.steps().stream().map(EscalationApi::rung).toList(),
            view.contacts().stream().map(one -> person(one, view.onCall())).toList(),
            new Roles(
                view.rotating().contains(Duty.DEVELOPER),
                view.rotating().contains(Duty.DEVOPS),
                view.rotating().contains(Duty.SUPPORT)),
            view.onCall().stream().map(EscalationApi::turn).toList(),
            new Quiet(
                hours(view.quietHours(), 1),
                hours(view.quietHours(), 2),
                hours(view.quietHours(), 3)),
            ways.shown().get()));
  }

  private void choose(Exchange exchange, Sessions.Caller caller) {
    Wanted wanted = exchange.json(Wanted.class);
    Map<Duty, List<Long>> people = new EnumMap<>(Duty.class);
    people.put(Duty.DEVELOPER, ids("developer", wanted.developer()));
    people.put(Duty.DEVOPS, ids("devops", wanted.devops()));
    people.put(Duty.SUPPORT, ids("support", wanted.support()));
    switch (contacts.choose(people, caller.personId())) {
      case DONE -> exchange.status(204);
      case PINNED -> throw Problem.conflict("berry.yaml names the contacts: change them there");
      case STRANGER ->
          throw Problem.unprocessable(
              "one of them has not pressed Start in the bot: it can write to nobody before");
      case TOO_MANY ->
          throw Problem.unprocessable("a role has at most " + Contacts.MOST + " people");
    }
  }

  private void link(Exchange exchange, Sessions.Caller caller) throws IOException {
    String username = about.username().get();
    if (username.isEmpty()) {
      throw Problem.unavailable(
          "Telegram has not said yet what the bot is called", Duration.ofSeconds(30));
    }
    Enrolment.Link made =
        contacts
            .enrolment()
            .issue(id(exchange), caller.personId())
            .orElseThrow(EscalationApi::unknown);
    exchange
        .status(201)
        .json(new Made("https://t.me/" + username + "?start=" + made.start(), made.expiresAt()));
  }

  private void test(Exchange exchange, Sessions.Caller caller) {
    switch (contacts.test(id(exchange), caller.personId())) {
      case ContactTests.Wish.Queued queued -> exchange.status(202);
      case ContactTests.Wish.Unknown unknown -> throw unknown();
      case ContactTests.Wish.Unreachable one ->
          throw Problem.conflict("a message would go nowhere: " + one.why().why());
      case ContactTests.Wish.TooSoon soon -> throw Problem.tooMany(soon.pause());
    }
  }

  private void tryWay(Exchange exchange, Sessions.Caller caller) {
    FallbackChannel.Sent sent =
        ways.test()
            .apply(exchange.parameter("id"))
            .orElseThrow(() ->
                Problem.notFound("berry.yaml sets no such way: escalation.webhook, mail, deadMan"));
    exchange.json(
        switch (sent) {
          case FallbackChannel.Sent.Ok ok -> new Tried(true, null);
          case FallbackChannel.Sent.Failed failed -> new Tried(false, failed.why());
        });
  }

  private void take(Exchange exchange, Sessions.Caller caller) {
    Take wanted = exchange.json(Take.class);
    Duty duty = Duty.of(Objects.requireNonNullElse(wanted.role(), "")).orElse(null);
    Long person = wanted.personId();
    Instant until = wanted.until();
    if (duty == null || person == null || until == null) {
      throw Problem.unprocessable(
          "'role' is developer, devops or support; 'personId' and 'until' say who and how long");
    }
    switch (contacts.take(duty, person, until, caller.personId())) {
      case DONE -> exchange.status(204);
      case BAD_TIME ->
          throw Problem.unprocessable("'until' is a time to come, at most 7 days from now");
      case NOT_FIT ->
          throw Problem.unprocessable(
              "the bot can't write to them, or they are neither of the team nor a contact");
    }
  }

  private void giveBack(Exchange exchange, Sessions.Caller caller) {
    Duty duty =
        Duty.of(exchange.parameter("role"))
            .orElseThrow(() -> Problem.notFound("there is no such role"));
    if (!contacts.giveBack(duty, caller.personId())) {
      throw Problem.notFound("nobody has taken this role over");
    }
    exchange.status(204);
  }

  private void quiet(Exchange exchange, Sessions.Caller caller) {
    Quiet wanted = exchange.json(Quiet.class);
    Map<Integer, QuietHours.Hours> hours = new HashMap<>();
    keep(hours, 1, wanted.urgent());
    keep(hours, 2, wanted.important());
    keep(hours, 3, wanted.information());
    contacts.quiet(new QuietHours(hours), caller.personId());
    exchange.status(204);
  }

  private void rotate(Exchange exchange, Sessions.Caller caller) {
    Roles wanted = exchange.json(Roles.class);
    Set<Duty> rotating = EnumSet.noneOf(Duty.class);
    Map<Duty, @Nullable Boolean> all = new EnumMap<>(Duty.class);
    all.put(Duty.DEVELOPER, wanted.developer());
    all.put(Duty.DEVOPS, wanted.devops());
    all.put(Duty.SUPPORT, wanted.support());
    all.forEach((duty, yes) -> {
      if (yes == null) {
        throw Problem.unprocessable("send 'developer', 'devops' and 'support', true or false");
      }
      if (yes) {
        rotating.add(duty);
      }
    });
    contacts.rotate(rotating, caller.personId());
    exchange.status(204);
  }

  private static void keep(
      Map<Integer, QuietHours.Hours> hours, int severity, @Nullable Hours given) {
    if (given == null) {
      return;
    }
    LocalTime from = time(given.from());
    LocalTime until = time(given.until());
    if (from == null || until == null || from.equals(until)) {
      throw Problem.unprocessable("'from' and 'until' are two different times of day, as 22:00");
    }
    hours.put(severity, new QuietHours.Hours(from, until));
  }

  private static @Nullable LocalTime time(@Nullable String given) {
    try {
      return given == null ? null : LocalTime.parse(given, HOURS);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static List<Long> ids(String role, @Nullable List<@Nullable Long> given) {
    if (given == null) {
      throw Problem.unprocessable("send 'developer', 'devops' and 'support', each a list of ids");
    }
    List<Long> found = new ArrayList<>();
    for (Long one : given) {
      if (one == null || one <= 0) {
        throw Problem.unprocessable("'" + role + "' holds Telegram ids");
      }
      found.add(one);
    }
    return found;
  }

  private static long id(Exchange exchange) {
    String given = exchange.parameter("id");
    if (!given.matches("[0-9]{1,18}")) {
      throw unknown();
    }
    return Long.parseLong(given);
  }

  private static Rung rung(Step step) {
    Duty to = step.to();
    return new Rung(step.after().toSeconds(), to == null ? "all" : to.word());
  }

  private static Person person(Contact one, List<OnCall> turns) {
    Long person = one.personId();
    boolean turn =
        turns.stream()
            .anyMatch(
                it -> it.duty() == one.duty() && Objects.equals(it.target().personId(), person));
    return new Person(
        one.id(),
        one.duty().word(),
        one.name(),
        person,
        one.handle(),
        one.source(),
        one.reach().good(),
        one.reach().why(),
        one.testedAt(),
        turn);
  }

  private static Turn turn(OnCall one) {
    return new Turn(
        one.duty().word(), one.target().personId(), one.target().name(), one.until(), one.taken());
  }

  private static @Nullable Hours hours(QuietHours all, int severity) {
    QuietHours.Hours of = all.hours().get(severity);
    return of == null ? null : new Hours(of.from().toString(), of.until().toString());
  }

  private static Problem unknown() {
    return Problem.notFound("there is no such contact, or it is the owner, who needs no link");
  }
}
