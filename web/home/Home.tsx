import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { activity, me, messages } from "../api/queries";
import { Screen } from "../app/Screen";
import { useBerry, useSelf } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { whole } from "../messages/albums";
import { Card } from "../ui/Card";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Widget } from "../ui/Widget";
import { DayBars } from "./DayBars";
import { Figures } from "./Figures";
import { QuestionCard } from "./QuestionCard";
import { QuestionSkeleton } from "./QuestionSkeleton";
import { Recent } from "./Recent";
import { Trouble } from "./Trouble";

/** No news tells people of trouble with Berry itself, so the page asks. */
const ASKS = 60_000;

/** A person's own page: what became of my question, my latest, my numbers. */
export function Home() {
  const { words } = useWords();
  const { client } = useBerry();
  const person = useSelf();
  const known = useQuery({ ...me(client), refetchInterval: ASKS });
  const figures = useQuery(activity(client));
  const latest = useInfiniteQuery(messages(client, "all", ""));

  return (
    <Screen title={person.firstName ? words.home.hello(person.firstName) : words.tab.home}>
      <Trouble trouble={known.data?.trouble} />
      <Widget query={known} skeleton={<QuestionSkeleton />}>
        {({ question, bot }) => <QuestionCard question={question} bot={bot.username} />}
      </Widget>
      <Card>
        <h2 class="unseen">{words.home.figures}</h2>
        <Widget query={figures} skeleton={<Figures />}>
          {(answer) => <Figures activity={answer} />}
        </Widget>
      </Card>
      <Card title={words.home.fortnight}>
        <Widget query={figures} skeleton={<DayBars />}>
          {({ days }) => <DayBars days={days} />}
        </Widget>
      </Card>
      <Widget
        query={latest}
        skeleton={
          <Card title={words.home.recent} flush>
            <RowsSkeleton rows={4} />
          </Card>
        }
      >
        {(pages) => <Recent items={whole(pages.pages[0]?.items ?? []).slice(0, 4)} />}
      </Widget>
    </Screen>
  );
}
