/// The dashboard's door: who may ask what over HTTP, the answers as JSON, the live stream, the Mini
/// App's files and the probes.
@NullMarked
package berry.dashboard;

import org.jspecify.annotations.NullMarked;
