package berry.backup;

import java.util.List;
import java.util.Map;

/// What a stored backup or script holds, told by reading it from its first byte to its last.
///
/// @param rows table → how many; names with their schema, quoted where SQL wants it
/// @param parents partition → the table it is a part of
/// @param migrations scripts of Berry's schema that it says were applied; empty: none of Berry's
/// @param bytes of all rows as text
public record Contents(
    Map<String, Long> rows, Map<String, String> parents, List<String> migrations, long bytes) {}
