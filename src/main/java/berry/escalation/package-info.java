/// Who is called when something is wrong with Berry, in which order, and what came of it:
/// incidents, contacts, the ladder, and the ways past Telegram.
@org.jspecify.annotations.NullMarked
package berry.escalation;
