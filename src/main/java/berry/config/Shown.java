package berry.config;

/// One line of `berry config show`.
///
/// @param value the effective value, secrets masked; empty when there is none
public record Shown(Variable variable, String value, Source source) {}
