package berry.telegram;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out what a message holds: Telegram has no field that says so, only the presence of others.
final class MessageKind {

  /// What a message may hold, the telling name before the one that is kept beside it for old
  /// clients (an animation is also a `document`, a venue also a `location`).
  private static final List<String> CONTENT =
      List.of(
          "text",
          "animation",
          "audio",
          "live_photo",
          "paid_media",
          "photo",
          "sticker",
          "story",
          "video",
          "video_note",
          "voice",
          "document",
          "checklist",
          "contact",
          "dice",
          "game",
          "poll",
          "venue",
          "location",
          "invoice",
          "giveaway",
          "new_chat_members",
          "left_chat_member",
          "new_chat_title",
          "new_chat_photo",
          "delete_chat_photo",
          "group_chat_created",
          "supergroup_chat_created",
          "channel_chat_created",
          "migrate_to_chat_id",
          "migrate_from_chat_id",
          "pinned_message",
          "connected_website",
          "message_auto_delete_timer_changed");

  /// What tells about a message without being what it holds.
  private static final Set<String> ABOUT =
      Set.of(
          "from",
          "chat",
          "sender_chat",
          "sender_business_bot",
          "direct_messages_topic",
          "forward_origin",
          "forward_from",
          "forward_from_chat",
          "reply_to_message",
          "external_reply",
          "quote",
          "reply_to_story",
          "via_bot",
          "guest_bot_caller_user",
          "guest_bot_caller_chat",
          "entities",
          "caption_entities",
          "link_preview_options",
          "suggested_post_info",
          "reply_markup",
          "new_chat_member",
          "new_chat_participant",
          "left_chat_participant",
          "user_shared");

  private int known = CONTENT.size();
  private @Nullable String unheard;

  void saw(String name, Members json) {
    int place = CONTENT.indexOf(name);
    if (place >= 0) {
      known = Math.min(known, place);
    } else if (unheard == null && json.structured() && !ABOUT.contains(name)) {
      unheard = name;
    }
  }

  String name() {
    if (known < CONTENT.size()) {
      return CONTENT.get(known);
    }
    return unheard == null ? "other" : unheard;
  }
}
