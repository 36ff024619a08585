package berry.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What people do: write, edit, press buttons, block a bot. Every act becomes an update.
final class PersonActions {

  /// An act nobody could do in Telegram either.
  static final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Impossible(String why) {
      super(why);
    }
  }

  /// What came of an act.
  ///
  /// @param updateId null when the bot's `allowed_updates` leaves it out
  record Done(@Nullable Long updateId, long messageId) {}

  private final World world;
  private final Callbacks callbacks;

  PersonActions(World world, Callbacks callbacks) {
    this.world = world;
    this.callbacks = callbacks;
  }

  /// A person writes.
  ///
  /// @param content what a message may hold: `text`, `photo`, `reply_to_message` …
  Done write(Bot bot, Person person, Chat room, ObjectNode content) {
    return world.with(() -> {
      refuseBlocked(room);
      ObjectNode message = Trees.object();
      message.set("from", person.user());
      message.set("chat", world.chat(room));
      message.put("date", world.now().getEpochSecond());
      message.setAll(content);
      room.add(message);
      return tell(bot, "message", message);
    });
  }

  /// A person edits their own message.
  Done edit(Bot bot, Person person, Chat room, long messageId, Text text) {
    return world.with(() -> {
      refuseBlocked(room);
      @Nullable ObjectNode message = room.message(messageId);
      if (message == null || message.path("from").path("id").asLong(0) != person.id()) {
        throw new Impossible("no message " + messageId + " of this person");
      }
      ObjectNode after = message.deepCopy();
      text.into(after, after.has("text") ? "text" : "caption");
      after.put("edit_date", world.now().getEpochSecond());
      room.add(after);
      return tell(bot, "edited_message", after);
    });
  }

  /// A person presses an inline button.
  ///
  /// @return the `CallbackQuery` with its `updateId`
  ObjectNode press(Bot bot, Person person, Chat room, long messageId, String data) {
    return world.with(() -> {
      refuseBlocked(room);
      @Nullable ObjectNode message = room.message(messageId);
      if (message == null) {
        throw new Impossible("no message " + messageId + " in this chat");
      }
      String id = callbacks.press(bot, person.id());
      ObjectNode query = Trees.object().put("id", id);
      query.set("from", person.user());
      query.set("message", message.deepCopy());
      query.put("chat_instance", String.valueOf(room.id() * 31 + bot.id()));
      query.put("data", data);
      Done done = tell(bot, "callback_query", query);
      return Trees.object().put("updateId", done.updateId()).put("callbackId", id);
    });
  }

  /// A person blocks the bot, or lets it back in. A repeat changes nothing.
  Done block(Bot bot, Person person, boolean blocked) {
    return world.with(() -> {
      Chat room = world.room(bot, person);
      if (room.blocked() == blocked) {
        return new Done(null, 0);
      }
      room.blocked(blocked);
      return membership(
          bot, room, person, blocked ? "member" : "kicked", blocked ? "kicked" : "member");
    });
  }

  /// The bot is thrown out of a group, or put back as its administrator. A repeat changes nothing.
  Done kick(Bot bot, Person person, Chat room, boolean kicked) {
    return world.with(() -> {
      if (room.blocked() == kicked) {
        return new Done(null, 0);
      }
      room.blocked(kicked);
      String before = kicked ? "administrator" : "kicked";
      return membership(bot, room, person, before, kicked ? "kicked" : "administrator");
    });
  }

  /// Somebody makes a group with the bot in it.
  ///
  /// @param room new, with its first members
  Chat group(Bot bot, Person maker, Chat room) {
    return world.with(() -> {
      room.maker(maker.id());
      bot.rooms().put(room.id(), room);
      membership(bot, room, maker, "left", "administrator");
      return room;
    });
  }

  /// A group becomes a supergroup: another id, and message ids start anew.
  Chat migrate(Bot bot, Person maker, Chat room, long id) {
    return world.with(() -> {
      Chat next = new Chat(id, "supergroup", room.title(), null, room.forum());
      next.maker(room.maker());
      next.members().addAll(Members.people(room));
      bot.rooms().put(id, next);
      write(bot, maker, room, Trees.object().put("migrate_to_chat_id", id));
      write(bot, maker, next, Trees.object().put("migrate_from_chat_id", room.id()));
      room.migratedTo(id);
      return next;
    });
  }

  private Done membership(Bot bot, Chat room, Person person, String before, String after) {
    ObjectNode change = Trees.object();
    change.set("chat", world.chat(room));
    change.set("from", person.user());
    change.put("date", world.now().getEpochSecond());
    change.putObject("old_chat_member").put("status", before).set("user", bot.user());
    ObjectNode now = change.putObject("new_chat_member").put("status", after);
    now.set("user", bot.user());
    if (after.equals("kicked")) {
      now.put("until_date", 0);
    }
    return tell(bot, "my_chat_member", change);
  }

  /// Any update somebody wrote by hand. What it tells of people and chats is remembered as far as
  /// it can be read; the rest goes to the bot as it is.
  @Nullable Long raw(Bot bot, ObjectNode update) {
    return world.with(() -> {
      String kind = UpdateQueue.kind(update);
      if (update.path(kind) instanceof ObjectNode body) {
        learn(bot, kind, body);
      }
      world.changed();
      return world.tell(bot, update);
    });
  }

  private void learn(Bot bot, String kind, ObjectNode body) {
    JsonNode from = body.path("from");
    if (from.path("id").asLong(0) > 0 && !from.path("is_bot").asBoolean(false)) {
      world.meet(Person.read(from));
    }
    JsonNode chat = body.path("chat");
    long id = chat.path("id").asLong(0);
    if (id == 0) {
      return;
    }
    Chat room =
        bot.rooms()
            .computeIfAbsent(
                id,
                it ->
                    new Chat(
                        it,
                        chat.path("type").asString("private"),
                        chat.path("title").stringValue(null),
                        chat.path("username").stringValue(null),
                        chat.path("is_forum").asBoolean(false)));
    if (List.of("message", "edited_message", "channel_post").contains(kind)) {
      room.add(body);
    }
    if (kind.equals("my_chat_member")) {
      String status = Trees.text(body.path("new_chat_member"), "status");
      room.blocked(List.of("kicked", "left").contains(status));
    }
  }

  private Done tell(Bot bot, String kind, ObjectNode body) {
    ObjectNode update = Trees.object();
    update.set(kind, body.deepCopy());
    world.changed();
    return new Done(world.tell(bot, update), body.path("message_id").asLong(0));
  }

  private static void refuseBlocked(Chat room) {
    if (room.blocked()) {
      throw new Impossible(
          room.isPrivate()
              ? "this person has blocked the bot: unblock it first"
              : "the bot was thrown out of this " + room.type() + ": put it back first");
    }
  }
}
