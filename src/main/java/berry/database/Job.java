package berry.database;

import java.time.Duration;

/// Something to be done every now and then; see [Jobs].
///
/// @param name unique, kept in the database
/// @param period from the end of one run to the start of the next; the first is due at once
/// @param work must bear being begun twice
public record Job(String name, Duration period, Runnable work) {}
