package berry.cli;

import berry.backup.Progress;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far a long verb has come: a bar on a terminal, otherwise one line as each part begins.
final class ProgressLine implements Progress, AutoCloseable {

  /// Fits a terminal of 80 columns, whose width we do not ask.
  private static final int WIDTH = 78;

  private final Terminal terminal;
  private final boolean drawn;
  private @Nullable ProgressBar bar;

  ProgressLine(Terminal terminal) {
    this.terminal = terminal;
    this.drawn = Typed.console().isPresent();
  }

  @Override
  public void begins(String what, long bytes) {
    if (!drawn) {
      terminal.say(what);
      return;
    }
    close();
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(bytes == 0 ? -1 : bytes)
            .setUnit(" MB", 1_000_000)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
            .build();
  }

  @Override
  public void table(String name) {
    ProgressBar open = bar;
    if (open != null) {
      open.setExtraMessage(name.length() > 20 ? name.substring(0, 20) : name);
    }
  }

  @Override
  public void advances(long bytes) {
    ProgressBar open = bar;
    if (open != null) {
      open.stepBy(bytes);
    }
  }

  @Override
  public void ends() {
    ProgressBar open = bar;
    if (open != null) {
      // What was estimated is now known.
      open.maxHint(open.getCurrent());
    }
    close();
  }

  @Override
  public void close() {
    ProgressBar open = bar;
    bar = null;
    if (open != null) {
      open.close();
      terminal.say("");
    }
  }

  private void draw(String line) {
    terminal.err().print("\r" + line);
    terminal.err().flush();
  }
}
