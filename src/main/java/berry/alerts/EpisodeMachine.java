package berry.alerts;

import berry.alerts.FlapGuard.Way;
import berry.alerts.Judgement.Deed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes of a rule's judgements its episodes, and decides what is told of them. A pure function of
/// what is remembered, one sample, and why the rule may be quiet.
///
/// @param ended an episode that is over and must be stored
record EpisodeMachine(RuleRecord next, List<Notification> notifications, @Nullable Episode ended) {

  static EpisodeMachine of(Rule rule, RuleRecord before, Sample sample, Muting quiet) {
    return new Step(rule, before, sample.at(), quiet).take(sample);
  }

  /// Ends what a rule left open that exists no more, or is off.
  static EpisodeMachine withdrawn(Rule rule, RuleRecord before, Instant now) {
    Step step = new Step(rule, before, now, Muting.NOT);
    step.end();
    step.now = RuleRecord.fresh(now);
    return step.done();
  }

  /// One step on its way.
  private static final class Step {

    private final Rule rule;
    private final Instant at;
    private final Muting quiet;
    private final List<Notification> notifications = new ArrayList<>();
    private @Nullable Episode ended;
    private RuleRecord now;

    Step(Rule rule, RuleRecord before, Instant at, Muting quiet) {
      this.rule = rule;
      this.at = at;
      this.quiet = quiet;
      this.now = before;
    }

    EpisodeMachine take(Sample sample) {
      Judgement judged = Judgement.of(rule, now.standing(), sample);
      now = now.standing(judged.standing());
      judged.deeds().forEach(deed -> act(deed, sample));
      worsen(sample);
      tell();
      sum();
      return done();
    }

    EpisodeMachine done() {
      return new EpisodeMachine(now, List.copyOf(notifications), ended);
    }

    private void act(Deed deed, Sample sample) {
      switch (deed) {
        case FIRED -> {
          end();
          now = now.guard(now.guard().fired(at));
          now = now.open(Episode.begin(rule, at, sample.value(), sample.replica()));
        }
        case RESOLVED -> end();
        case LOST -> {
          if (now.open() == null) {
            now = now.open(Episode.begin(rule, at, null, null));
          }
        }
        case FOUND -> {
          Episode open = now.open();
          if (open != null && open.silence()) {
            end();
          }
        }
      }
    }

    /// Said only where its beginning was said.
    void end() {
      Episode open = now.open();
      if (open == null) {
        return;
      }
      Episode over = open.ended(at);
      ended = over;
      if (over.hasMessage()) {
        notifications.add(new Notification.Change(rule, over, face(over)));
        now = now.last(over);
      }
      now = now.open(null).face(null);
    }

    private void worsen(Sample sample) {
      Episode open = now.open();
      Double value = sample.value();
      if (open != null && value != null && rule.crossed(value)) {
        Double worst = open.worst();
        if (worst != null && rule.worse(value, worst)) {
          now = now.open(open.worst(value, sample.replica()));
        }
      }
    }

    private void tell() {
      Episode open = now.open();
      if (open == null) {
        return;
      }
      if (open.untold()) {
        // What ends while nobody was told of it is no news any more.
        if (now.standing().state() != State.RECOVERING) {
          announce(open);
        }
      } else if (open.hasMessage()) {
        MessageState face = face(open);
        MessageState shown = now.face();
        if (shown == null) {
          now = now.face(face);
        } else if (face.differs(shown)) {
          notifications.add(new Notification.Change(rule, open, face));
          now = now.face(face);
        }
      }
    }

    private void announce(Episode open) {
      if (quiet.inhibitedBy() != null || quiet.silencedUntil() != null) {
        String why = quiet.inhibitedBy() != null ? Episode.INHIBITED : Episode.SILENCED;
        now = now.open(open.announced(why));
        return;
      }
      Way way = open.silence() ? Way.MESSAGE : now.guard().way(at);
      Episode earlier = now.last();
      if (way == Way.CHANGE && earlier == null) {
        way = Way.MESSAGE;
      }
      if (!open.silence()) {
        now = now.guard(now.guard().took(way, at));
      }
      MessageState face = face(open);
      switch (way) {
        case MESSAGE -> {
          Episode told = open.announced(Episode.QUEUED);
          notifications.add(new Notification.Announce(rule, told, face));
          now = now.open(told).face(face);
        }
        case CHANGE -> {
          Episode told = earlier == null ? open : open.toldAs(earlier);
          notifications.add(new Notification.Change(rule, told, face));
          now = now.open(told).face(face);
        }
        case FLAPS -> {
          Episode told = open.announced(Episode.DIGEST);
          notifications.add(new Notification.Flaps(rule, told, now.guard().lastHour(at)));
          now = now.open(told);
        }
        case SUM -> now = now.open(open.announced(Episode.DIGEST));
      }
    }

    private void sum() {
      if (now.guard().sumDue(at)) {
        int times = now.guard().counted();
        FlapGuard next = now.guard().summed(at);
        if (times > 0 || next.flapsSince() == null) {
          notifications.add(new Notification.Sum(rule, times, at));
        }
        now = now.guard(next);
      }
    }

    private MessageState face(Episode episode) {
      State state = episode.endedAt() != null ? State.OK : now.standing().state();
      boolean silent = now.standing().memory().told();
      return new MessageState(
          state, episode.worst(), silent, quiet.silencedUntil(), quiet.inhibitedBy(), at);
    }
  }
}
