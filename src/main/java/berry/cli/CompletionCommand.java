package berry.cli;

import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    header = {
      "Prints a completion script for bash or zsh.",
      "",
      "Examples:",
      "  source <(berry completion bash)",
      "  source <(berry completion zsh)",
      ""
    },
    description = {"", "Prints a script that lets the shell complete Berry's verbs.", ""})
final class CompletionCommand implements Runnable {

  /// The shells there is a script for.
  enum Shell {
    bash,
    zsh
  }

  private final Terminal terminal;
  private final Supplier<CommandLine> verbs;

  @Parameters(paramLabel = "bash|zsh", description = "Which shell.")
  private Shell shell = Shell.bash;

  CompletionCommand(Terminal terminal, Supplier<CommandLine> verbs) {
    this.terminal = terminal;
    this.verbs = verbs;
  }

  @Override
  public void run() {
    if (shell == Shell.zsh) {
      // picocli's script is bash's; zsh runs it through its own compatibility layer
      terminal.print("autoload -U +X compinit && compinit");
      terminal.print("autoload -U +X bashcompinit && bashcompinit");
    }
    terminal.print(AutoComplete.bash("berry", verbs.get()));
  }
}
