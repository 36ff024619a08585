import type { ServerConfig, Setting } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import { Icon } from "../../ui/icons";
import styles from "./Config.module.css";
import { grouped, shortCommit } from "./groups";
import { useConfigWords } from "./useConfigWords";

/** What deserves a look before anything else. */
export function Warnings({ answer: { warnings } }: { answer: ServerConfig }) {
  const { config } = useConfigWords();
  if (warnings.length === 0) return null;
  return (
    <Card title={config.warnings}>
      <ul class={styles.parts}>
        {warnings.map(({ text }) => (
          <li key={text} class={styles.warning}>
            <Icon name="alert" size={20} />
            <p lang="en">{text}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What runs. */
export function Versions({ answer: { versions } }: { answer: ServerConfig }) {
  const { words } = useWords();
  const { config } = useConfigWords();
  const { version } = config;
  return (
    <Card title={config.versions}>
      <Facts
        facts={[
          [version.berry, versions.berry],
          ...(versions.commit ? [[version.commit, shortCommit(versions.commit)] as const] : []),
          [version.java, versions.java],
          [version.postgres, versions.postgres ?? config.away],
          [version.schema, versions.schema ?? words.unknown],
        ]}
      />
    </Card>
  );
}

/** What is in force, where it stands, and what the dashboard cannot change. */
export function Settings({ answer: { settings } }: { answer: ServerConfig }) {
  const { config } = useConfigWords();
  return (
    <>
      {settings.some(({ pinned }) => pinned) && <p class={styles.legend}>{config.pinnedText}</p>}
      {grouped(settings).map(([group, of]) => (
        <Card key={group} title={config.group[group]}>
          <ul class={styles.settings}>
            {of.map((setting) => (
              <Row key={setting.name} setting={setting} />
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

function Row({ setting: { name, value, source, secret, pinned } }: { setting: Setting }) {
  const { config } = useConfigWords();
  return (
    <li class={styles.setting}>
      <code>{name}</code>
      <p class={styles.value} data-empty={value === ""}>
        {value || config.empty}
      </p>
      <p class={styles.hint}>
        {[config.source[source] ?? source, secret && config.secret, pinned && config.pinned]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}
