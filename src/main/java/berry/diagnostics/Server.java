package berry.diagnostics;

import java.time.Instant;

/// What PostgreSQL tells about itself and about us.
///
/// @param number 180006 for version 18.6
/// @param mayCreate whether we may create tables in schema `public`
/// @param mayAddSchema whether the schema of demonstration data is there, or we may create it
/// @param standby whether it is a replica that can't be written
/// @param bytes size of our database
public record Server(
    String version,
    int number,
    boolean superuser,
    boolean mayCreate,
    boolean mayAddSchema,
    boolean standby,
    long bytes,
    Instant now) {}
