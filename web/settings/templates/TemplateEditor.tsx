import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Language, Template } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { confirm } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { TextField } from "../../ui/TextField";
import { useDeed } from "../../ui/useDeed";
import { LONGEST, mistakesIn } from "./check";
import { Preview } from "./Preview";
import styles from "./Templates.module.css";
import { WrittenBy } from "./WrittenBy";

/** As each language calls itself. */
const own: Record<Language, string> = { ru: "Русский", en: "English" };

interface Properties {
  /** Absent for a new one. */
  template: Template | undefined;
  /** Of all templates there are. */
  names: readonly string[];
  onClose(): void;
}

/** Writes a template in one language or both. */
export function TemplateEditor({ template, names, onClose }: Properties) {
  const { words, language: spoken } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const deed = useDeed();
  const [was] = useState({ ru: template?.texts.ru ?? "", en: template?.texts.en ?? "" });
  const [name, setName] = useState(template?.name ?? "");
  const [texts, setTexts] = useState(was);
  const [language, setLanguage] = useState<Language>(
    was[spoken] || (!was.ru && !was.en) ? spoken : was.ru ? "ru" : "en",
  );
  const [tried, setTried] = useState(false);
  const said = words.templates;

  const text = texts[language];
  const mistakes = mistakesIn(name, texts, template ? [] : names);
  const changed = texts.ru !== was.ru || texts.en !== was.en || name !== (template?.name ?? "");
  const path = `/api/templates/${encodeURIComponent(name.normalize("NFC"))}`;

  const write = (written: string) => setTexts({ ...texts, [language]: written });
  const labelOf = (one: Language) =>
    texts[one].trim() || mistakes.includes("none") ? own[one] : `${own[one]} · ${said.missing}`;
  const wrongName = mistakes.includes("taken")
    ? said.nameTaken
    : mistakes.includes("name") && (tried || name !== "")
      ? said.nameWrong
      : undefined;
  const wrongText = mistakes.includes(language)
    ? said.textLong(text.trim().length - LONGEST)
    : tried && mistakes.includes("none")
      ? said.textNone
      : undefined;

  const end = async (act: () => Promise<unknown>) => {
    const done = await deed.run(act);
    await queries.invalidateQueries({ queryKey: ["templates"] });
    if (done) onClose();
  };
  const save = () => {
    setTried(true);
    const [longest] = mistakes.filter((one): one is Language => one === "ru" || one === "en");
    if (longest) setLanguage(longest);
    if (mistakes.length === 0) void end(() => client.send("PUT", path, { texts }));
  };
  const remove = async () => {
    if (await confirm(said.removeSure(name), said.removeYes, said.keep)) {
      await end(() => client.send("DELETE", path));
    }
  };
  const close = async () => {
    if (!changed || (await confirm(said.discardSure, said.discardYes, said.keep))) onClose();
  };

  return (
    <Sheet title={template ? `/${template.name}` : said.add} onClose={() => void close()}>
      <div class={styles.parts}>
        {!template && (
          <TextField
            label={said.name}
            value={name}
            hint={said.nameHint}
            wrong={wrongName}
            onInput={setName}
          />
        )}
        <div>
          <div class={styles.tools}>
            <Choice<Language>
              label={said.languages}
              value={language}
              options={(["ru", "en"] as const).map((one) => [one, labelOf(one)])}
              onChoose={setLanguage}
            />
            <Button look="plain" onClick={() => write(`${text}{name}`)}>
              {said.insert}
            </Button>
          </div>
          <TextField
            label={said.text}
            value={text}
            lines={5}
            hint={said.textHint}
            wrong={wrongText}
            onInput={write}
          />
        </div>
        {text.trim() && <Preview title={said.preview} text={text} />}
        {template && <WrittenBy template={template} />}
        <div class={styles.buttons}>
          <Button busy={deed.busy} onClick={save}>
            {said.save}
          </Button>
          {template && (
            <Button look="danger" busy={deed.busy} onClick={() => void remove()}>
              {said.remove}
            </Button>
          )}
        </div>
        <Refusal problem={deed.problem} />
      </div>
    </Sheet>
  );
}
