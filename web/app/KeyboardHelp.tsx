import { useWords } from "../i18n/useWords";
import { Sheet } from "../ui/Sheet";
import { helpKeys } from "./helpKeys";
import styles from "./KeyboardHelp.module.css";
import type { Tab } from "./tabs";

/** The list of keys, under `?`. */
export function KeyboardHelp({ tabs, onClose }: { tabs: Tab[]; onClose(): void }) {
  const { words } = useWords();
  const keys: Array<[string[], string]> = [
    [["/"], words.keys.search],
    ...tabs.map(({ screen, code }): [string[], string] => [
      ["g", code.replace("Key", "").toLowerCase()],
      words.keys[screen],
    ]),
    [["j", "k"], words.keys.next],
    [["Enter"], words.keys.open],
    ...helpKeys.own,
    ...(tabs.some(({ screen }) => screen === "inbox")
      ? ([
          [["e"], words.keys.done],
          [["r"], words.keys.reply],
          [["x"], words.keys.select],
          [["Ctrl", "Shift", "Enter"], words.keys.sendDone],
          [["/"], words.keys.templates],
        ] as Array<[string[], string]>)
      : []),
    [["Esc"], words.keys.close],
    [["?"], words.keys.help],
  ];
  return (
    <Sheet title={words.keys.title} onClose={onClose}>
      <dl class={styles.keys}>
        {keys.map(([names, meaning]) => (
          <div key={meaning}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
