package berry.alerts;

import berry.alerts.AlertStore.Row;
import berry.alerts.Standing.Memory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// A case as a row: what people ask for in columns, the rest as JSON.
final class RuleRecordJson {

  /// What an older or newer version does not know is as it is at first.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  record Body(
      @Nullable Memory memory,
      @Nullable List<Instant> fired,
      @Nullable Instant messageAt,
      @Nullable Instant flapsSince,
      @Nullable Instant digestAt,
      int counted,
      @Nullable Face face) {}

  /// What the message of the open episode says; whoever goes on must know what to change.
  record Face(
      @Nullable State state,
      @Nullable Double worst,
      boolean silent,
      @Nullable Instant silencedUntil,
      @Nullable String inhibitedBy,
      @Nullable Instant at) {

    static @Nullable Face of(@Nullable MessageState shown) {
      return shown == null
          ? null
          : new Face(
              shown.state(),
              shown.worst(),
              shown.silent(),
              shown.silencedUntil(),
              shown.inhibitedBy(),
              shown.at());
    }

    @Nullable MessageState shown() {
      return state == null || at == null
          ? null
          : new MessageState(state, worst, silent, silencedUntil, inhibitedBy, at);
    }
  }

  private RuleRecordJson() {}

  static Row row(String key, RuleRecord known) {
    Standing standing = known.standing();
    FlapGuard guard = known.guard();
    return new Row(
        key,
        standing.state().word(),
        standing.since(),
        standing.judgedAt(),
        standing.value(),
        standing.replica(),
        JSON.writeValueAsString(
            new Body(
                standing.memory(),
                guard.fired(),
                guard.messageAt(),
                guard.flapsSince(),
                guard.digestAt(),
                guard.counted(),
                Face.of(known.face()))));
  }

  static RuleRecord of(Row row, @Nullable Episode open, @Nullable Episode last) {
    Body body = JSON.readValue(row.memory(), Body.class);
    Memory memory = body.memory();
    List<Instant> fired = body.fired();
    Face face = body.face();
    return new RuleRecord(
        new Standing(
            State.of(row.state()),
            row.since(),
            row.judgedAt(),
            row.value(),
            row.replica(),
            memory == null ? Memory.NONE : memory),
        new FlapGuard(
            fired == null ? List.of() : fired,
            body.messageAt(),
            body.flapsSince(),
            body.digestAt(),
            body.counted()),
        open,
        last,
        face == null ? null : face.shown());
  }
}
