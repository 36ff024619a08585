/// What the team says to people: answers, and their changes. It owns no table: an answer is queued
/// in the outbox, in one transaction with what follows from it in the conversation.
@NullMarked
package berry.answers;

import org.jspecify.annotations.NullMarked;
