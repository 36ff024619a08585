import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { me } from "../api/queries";
import type { Language } from "../api/types";
import { chooseTheme, chosenTheme, type Theme } from "../app/preferences";
import { Screen } from "../app/Screen";
import { useBerry, useSelf } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { nameOf } from "../messages/nameOf";
import { inTelegram, openChat } from "../telegram/telegram";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { Icon } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import { atLeast } from "./handles";
import { Line } from "./Line";
import styles from "./More.module.css";
import { SignOut } from "./SignOut";
import { useRole } from "./useRole";

/** Language, appearance, the team's pages, privacy, signing out. */
export function General() {
  const { language, words } = useWords();
  const { client, router, setLanguage } = useBerry();
  const role = useRole();
  const person = useSelf();
  const known = useQuery(me(client));
  const [theme, setTheme] = useState(chosenTheme);
  const [reading, setReading] = useState(false);
  const { settings } = words;

  const wear = (wanted: Theme) => {
    chooseTheme(wanted);
    setTheme(wanted);
  };

  return (
    <Screen title={settings.title}>
      <Card>
        <div class={styles.person}>
          <Avatar id={person.id} name={nameOf(person)} />
          <div>
            <p class={styles.name}>{nameOf(person)}</p>
            <p class={styles.hint}>
              {[settings.role[role], person.username && `@${person.username}`].filter(Boolean).join(" · ")}
            </p>
          </div>
        </div>
      </Card>
      <Card flush>
        <Line icon="globe" name={settings.language}>
          <Choice<Language>
            label={settings.language}
            value={language}
            options={[
              ["ru", "Русский"],
              ["en", "English"],
            ]}
            onChoose={setLanguage}
          />
        </Line>
        {!inTelegram && (
          <Line icon="sun" name={settings.theme}>
            <Choice<Theme>
              label={settings.theme}
              value={theme}
              options={[
                ["system", settings.themes.system],
                ["light", settings.themes.light],
                ["dark", settings.themes.dark],
              ]}
              onChoose={wear}
            />
          </Line>
        )}
        <Line icon="clock" name={settings.zone}>
          <span class={styles.hint}>{Intl.DateTimeFormat().resolvedOptions().timeZone}</span>
        </Line>
      </Card>
      {atLeast(role, "operator") && (
        <Card flush>
          <button type="button" class={styles.row} onClick={() => router.go("more", { page: "team" })}>
            <Line icon="team" name={atLeast(role, "admin") ? words.team.title : words.team.own}>
              <Icon name="next" size={18} />
            </Line>
          </button>
          <button type="button" class={styles.row} onClick={() => router.go("more", { page: "templates" })}>
            <Line icon="slash" name={words.templates.title}>
              <Icon name="next" size={18} />
            </Line>
          </button>
        </Card>
      )}
      <Card flush>
        <button type="button" class={styles.row} onClick={() => setReading(true)}>
          <Line icon="shield" name={settings.privacy}>
            <Icon name="next" size={18} />
          </Line>
        </button>
        <SignOut />
      </Card>
      {known.data && (
        <p class={styles.version}>
          Berry · {settings.version} {known.data.version}
        </p>
      )}
      {reading && (
        <Sheet title={settings.privacy} onClose={() => setReading(false)}>
          <p class={styles.policy}>{settings.privacyCopy}</p>
          {known.data && (
            <Button onClick={() => openChat(known.data.bot.username)}>
              <Icon name="write" />
              {settings.openChat}
            </Button>
          )}
        </Sheet>
      )}
    </Screen>
  );
}
