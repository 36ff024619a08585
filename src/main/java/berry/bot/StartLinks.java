package berry.bot;

import berry.access.Accepted;
import berry.access.Claimed;
import berry.access.Codes;
import berry.access.Invitations;
import berry.access.Role;
import berry.telegram.Sender;

/// The links `t.me/<bot>?start=…` that make somebody more than a user.
public final class StartLinks {

  private static final String CLAIM = "claim_";
  private static final String INVITATION = "invite_";

  private final Codes codes;
  private final Invitations invitations;

  public StartLinks(Codes codes, Invitations invitations) {
    this.codes = codes;
    this.invitations = invitations;
  }

  /// Does what the link is for, and says what came of it.
  ///
  /// @param argument what stood behind `/start`
  /// @return false when it is no such link
  boolean follow(String argument, Sender sender, Reply reply) {
    if (argument.startsWith(CLAIM)) {
      reply.say(said(codes.claim(argument.substring(CLAIM.length()), sender.id())));
      return true;
    }
    if (argument.startsWith(INVITATION)) {
      Accepted accepted = invitations.accept(argument.substring(INVITATION.length()), sender.id());
      switch (accepted) {
        case Accepted.Refused refused -> reply.say(said(refused.reason()));
        case Accepted.Member member -> reply.sayWithApp(said(member.role()));
        case Accepted.Already already -> reply.sayWithApp("invite.kept");
      }
      return true;
    }
    return false;
  }

  private static String said(Claimed claimed) {
    return switch (claimed) {
      case Claimed.Owner owner -> "claim.done";
      case Claimed.Refused refused -> "claim.refused";
    };
  }

  private static String said(Accepted.Reason reason) {
    return switch (reason) {
      case UNKNOWN -> "invite.unknown";
      case USED -> "invite.used";
      case EXPIRED -> "invite.expired";
    };
  }

  private static String said(Role role) {
    return switch (role) {
      case OPERATOR -> "invite.operator";
      case ADMIN -> "invite.admin";
      case USER, OWNER -> "invite.kept";
    };
  }
}
