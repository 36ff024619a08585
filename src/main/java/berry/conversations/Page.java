package berry.conversations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next where the following part begins; null after the last
public record Page<T>(List<T> items, @Nullable String next) {}
