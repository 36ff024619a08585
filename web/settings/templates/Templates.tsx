import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { templates } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { Note } from "../../ui/Note";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { atLeast } from "../handles";
import team from "../team/Team.module.css";
import { useLeave } from "../useLeave";
import { useRole } from "../useRole";
import { TemplateEditor } from "./TemplateEditor";
import { TemplateReader } from "./TemplateReader";
import { TemplateRow } from "./TemplateRow";

const NEW = "";

/** Answers that are given often: administrators write them, operators read them here. */
export function Templates() {
  const { words } = useWords();
  const { client } = useBerry();
  const leave = useLeave();
  const writer = atLeast(useRole(), "admin");
  const query = useQuery(templates(client));
  /** The name of the one that is open. */
  const [open, setOpen] = useState<string | null>(null);
  const items = query.data?.items ?? [];
  const chosen = items.find(({ name }) => name === open);
  const close = () => setOpen(null);

  return (
    <Screen title={words.templates.title} onBack={leave}>
      <div class={team.head}>
        <p>{words.templates.lead}</p>
        {writer && (
          <Button onClick={() => setOpen(NEW)}>
            <Icon name="plus" />
            {words.templates.add}
          </Button>
        )}
      </div>
      <Card flush>
        <Widget query={query} skeleton={<RowsSkeleton rows={4} />}>
          {(answer) =>
            answer.items.length === 0 ? (
              <Note
                icon="slash"
                title={words.templates.empty}
                text={writer ? words.templates.emptyHint : words.templates.emptyReader}
              />
            ) : (
              <ul>
                {answer.items.map((one) => (
                  <li key={one.id}>
                    <TemplateRow template={one} onOpen={() => setOpen(one.name)} />
                  </li>
                ))}
              </ul>
            )
          }
        </Widget>
      </Card>
      {writer && open !== null && (open === NEW || chosen) && (
        <TemplateEditor template={chosen} names={items.map(({ name }) => name)} onClose={close} />
      )}
      {!writer && chosen && <TemplateReader template={chosen} onClose={close} />}
    </Screen>
  );
}
