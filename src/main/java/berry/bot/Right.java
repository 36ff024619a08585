package berry.bot;

/// Whether this replica may act for the bot, asked of the database now.
///
/// A process that was frozen or cut off does not know that another took over; it asks before each
/// thing that can't be undone: confirming updates, setting and deleting the webhook.
@FunctionalInterface
interface Right {

  boolean confirmed();
}
