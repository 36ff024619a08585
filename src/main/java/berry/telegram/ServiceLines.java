package berry.telegram;

import java.util.List;

/// What Telegram, not a person, wrote into a chat, though it bears somebody's name; nobody waits
/// for an answer to it. A kind that came after this code counts as written by the person: better
/// one too many who wait than one who is overlooked.
public final class ServiceLines {

  /// The names of the fields by which one knows them.
  static final List<String> KINDS =
      List.of(
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
          "message_auto_delete_timer_changed",
          "write_access_allowed",
          "users_shared",
          "chat_shared",
          "web_app_data",
          "successful_payment",
          "refunded_payment",
          "passport_data",
          "boost_added",
          "chat_background_set",
          "checklist_tasks_done",
          "checklist_tasks_added",
          "forum_topic_created",
          "forum_topic_edited",
          "forum_topic_closed",
          "forum_topic_reopened",
          "general_forum_topic_hidden",
          "general_forum_topic_unhidden",
          "giveaway_created",
          "giveaway_completed",
          "giveaway_winners",
          "proximity_alert_triggered",
          "video_chat_scheduled",
          "video_chat_started",
          "video_chat_ended",
          "video_chat_participants_invited",
          "chat_owner_changed",
          "chat_owner_left",
          "paid_message_price_changed",
          "direct_message_price_changed");

  private ServiceLines() {}

  /// @param kind as in `message.kind`
  public static boolean is(String kind) {
    return KINDS.contains(kind);
  }
}
