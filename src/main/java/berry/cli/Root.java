package berry.cli;

import picocli.CommandLine.Command;

/// `berry` itself, which is nothing without a verb.
@Command(
    name = "berry",
    header = {
      "Examples:",
      "  berry start                 everything, with good defaults",
      "  berry init                  connect a real bot",
      "  berry doctor                find out what is wrong",
      ""
    },
    description = {"", "A Telegram bot with a live Mini App dashboard on PostgreSQL.", ""},
    synopsisSubcommandLabel = "VERB")
final class Root {}
