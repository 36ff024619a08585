import { useQuery } from "@tanstack/react-query";
import { me } from "../api/queries";
import type { InboxTab } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { openChat } from "../telegram/telegram";
import { Button } from "../ui/Button";
import { Note } from "../ui/Note";

interface Properties {
  tab: InboxTab;
  /** Whether a search or a filter hides what there may be. */
  narrowed: boolean;
  /** Whether nobody has ever written. */
  fresh: boolean;
}

/** Why there is nothing in the list, and what would bring something. */
export function EmptyList({ tab, narrowed, fresh }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const bot = useQuery(me(client)).data?.bot.username;
  const { inbox } = words;
  if (fresh) {
    return (
      <Note icon="inbox" title={inbox.first} text={inbox.firstHint(bot ? `@${bot}` : words.overview.bot)}>
        {bot && (
          <Button look="soft" onClick={() => openChat(bot)}>
            {words.settings.openChat}
          </Button>
        )}
      </Note>
    );
  }
  if (narrowed) return <Note icon="search" title={inbox.noMatch} text={inbox.noMatchHint} />;
  const icon = tab === "unanswered" ? "check" : "empty";
  return <Note icon={icon} title={inbox.empty[tab]} text={inbox.emptyHint[tab]} />;
}
