package berry.cli;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Runnable {

  private final Context context;

  VersionCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    context.terminal().print("berry " + context.version());
  }
}
