/// The door to the terminal: verbs, options, exit codes. Every verb is a call of something below;
/// what only the wiring can build comes in as an [Engine].
@NullMarked
package berry.cli;

import org.jspecify.annotations.NullMarked;
