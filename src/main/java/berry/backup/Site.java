package berry.backup;

import berry.database.Address;
import java.nio.file.Path;

/// What is backed up, and where backups lie.
///
/// @param live past any pooler
/// @param embedded whether its data lie in the data folder, on this machine's disk
/// @param data where a PostgreSQL for proofs may be started
/// @param backups the folder of backups
/// @param version of this Berry
/// @param who this process, for others that have to wait: `host/4711`
public record Site(
    Address live, boolean embedded, Path data, Path backups, String version, String who) {}
