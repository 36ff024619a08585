package berry.config;

/// One line of what `berry.yaml` rules and the dashboard can't choose.
///
/// @param name the key, with those above it: `backup.daily`
/// @param value in force
/// @param file where it stands; empty when it is the usual one
public record ShownRule(String name, String value, String file) {}
