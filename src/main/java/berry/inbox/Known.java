package berry.inbox;

import java.util.Set;

/// What the database knows about the people of a batch before it is stored.
///
/// @param staff who belongs to the team now; a later role changes no past number
/// @param demo who is made up
record Known(Set<Long> staff, Set<Long> demo) {}
