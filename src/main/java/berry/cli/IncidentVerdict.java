package berry.cli;

import berry.escalation.Done;
import berry.escalation.IncidentState;
import java.util.Objects;

/// What the shell is told of what became of a wish with an incident.
final class IncidentVerdict {

  private IncidentVerdict() {}

  /// Prints what was done.
  ///
  /// @param said when it was done
  /// @return the exit code
  /// @throws Stopped when it was refused
  static int of(Terminal terminal, long id, Done done, String said) {
    return switch (done) {
      case Done.Ok fine -> {
        terminal.print(said);
        yield ExitCode.OK;
      }
      case Done.Missing none -> throw missing(id);
      case Done.Refused no -> refused(terminal, id, no);
    };
  }

  static Stopped missing(long id) {
    return new Stopped(
        ExitCode.USAGE, "there is no incident " + id + "; see berry incident list --all");
  }

  private static int refused(Terminal terminal, long id, Done.Refused no) {
    boolean closed = no.incident().state() == IncidentState.CLOSED;
    return switch (no.why()) {
      case SAME -> {
        if (closed) {
          // Its words would be lost otherwise without anybody noticing.
          throw new Stopped(
              ExitCode.CHECK_FAILED,
              "incident %d is already closed and keeps its resolution; berry incident note adds to it"
                  .formatted(id));
        }
        terminal.print("The command line is on incident " + id + " already.");
        yield ExitCode.OK;
      }
      case OVER ->
          throw new Stopped(
              ExitCode.CHECK_FAILED,
              "incident " + id + " is already " + no.incident().state().word());
      case TAKEN ->
          throw new Stopped(
              ExitCode.CHECK_FAILED,
              Objects.requireNonNullElse(no.owner(), "somebody at the command line")
                  + " was first and is on incident "
                  + id);
      case WORDS ->
          throw new Stopped(
              ExitCode.USAGE,
              "severity 1 and 2 close with words: --resolution \"what happened and how it was solved\"");
    };
  }
}
