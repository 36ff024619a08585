package berry.conversations;

import org.jdbi.v3.core.Handle;

/// Whose a conversation becomes by being answered.
public final class Assignee {

  private Assignee() {}

  /// Who answers an unassigned conversation takes it. Within the transaction of the answer.
  ///
  /// @return whether it was nobody's
  public static boolean take(Handle transaction, long chatId, long staffId) {
    return transaction.attach(AssigneeStore.class).take(chatId, staffId);
  }
}
