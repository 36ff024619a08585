package berry.diagnostics;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/// The lines of an exception in the log, with its causes, as far as a person reads them.
///
/// Bounded three times: endless recursion has a thousand frames, causes and suppressed exceptions
/// form a tree, and messages quote what came from outside.
final class StackLines {

  private static final int DEEPEST = 8;
  private static final int FRAMES = 50;
  private static final int MESSAGE = 2_048;
  private static final int ALL = 16_384;

  private final OneLine oneLine;
  private final StringBuilder lines = new StringBuilder();

  private StackLines(OneLine oneLine) {
    this.oneLine = oneLine;
  }

  static CharSequence of(@Nullable IThrowableProxy failure, OneLine oneLine) {
    if (failure == null) {
      return "";
    }
    StackLines all = new StackLines(oneLine);
    all.add(failure, "", 0);
    return all.full() ? all.lines.append("\t… (the rest of the stack is left out)\n") : all.lines;
  }

  private void add(@Nullable IThrowableProxy failure, String label, int depth) {
    if (failure == null || depth > DEEPEST || full()) {
      return;
    }
    lines.append('\t').append(label).append(failure.getClassName()).append(": ");
    lines.append(oneLine.of(failure.getMessage(), MESSAGE)).append('\n');
    frames(failure);
    for (IThrowableProxy suppressed : failure.getSuppressed()) {
      if (full()) {
        return;
      }
      add(suppressed, "beside it: ", depth + 1);
    }
    add(failure.getCause(), "because of ", depth + 1);
  }

  private void frames(IThrowableProxy failure) {
    StackTraceElementProxy[] frames = failure.getStackTraceElementProxyArray();
    int own = frames.length - failure.getCommonFrames();
    for (int index = 0; index < own && !full(); index++) {
      if (index == FRAMES) {
        lines.append("\t\t… (%,d more)\n".formatted(own - index));
        return;
      }
      lines.append("\t\t").append(frames[index].getSTEAsString()).append('\n');
    }
  }

  private boolean full() {
    return lines.length() >= ALL;
  }
}
