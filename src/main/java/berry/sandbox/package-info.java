/// The sandbox: a pretend Telegram on loopback, so that a bot and its Mini App can be tried without
/// an account.
///
/// The world ([World], [Bot], [Chat], [Person]) knows no transport. [BotMethods] is what bots call,
/// [PersonActions] what people do, [WebhookDelivery] what Telegram does by itself. [Sandbox] puts
/// all of it behind three sets of HTTP routes: the Bot API, the control API and the chat page.
@NullMarked
package berry.sandbox;

import org.jspecify.annotations.NullMarked;
