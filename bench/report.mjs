// The section of `bench/intake` in results.md.
import { commit, machine, median, table, today, verdict } from './results.mjs';
import { LOW } from './rounds.mjs';

const whole = (number) => (Number.isFinite(number) ? Math.round(number).toLocaleString('en-US') : '–');
const ms = (number) => (Number.isFinite(number) ? `${number.toFixed(number < 10 ? 1 : 0)} ms` : '–');
const times = (number) => `${number.toFixed(1)} ×`;

/** Medians over the rounds, for each number of connections. */
function medians(rounds, connections) {
  const of = (pick) => median(rounds.map(pick));
  const by = Object.fromEntries(
    connections.map((number) => {
      const at = (name) => of((one) => one.by[number][name]);
      const sum = (name) => rounds.reduce((all, one) => all + one.by[number][name], 0);
      const rates = rounds.map((one) => one.by[number].rate);
      return [
        number,
        {
          rate: at('rate'),
          spread: [Math.min(...rates), Math.max(...rates)],
          p50: at('p50'),
          p99: at('p99'),
          cpu: at('cpu'),
          serverCpu: at('serverCpu'),
          batch: rounds[0].by[number].batch === null ? null : at('batch'),
          refused: sum('refused'),
          broken: sum('broken'),
          late: sum('late'),
          acknowledged: sum('acknowledged'),
          rows: sum('rows'),
        },
      ];
    }),
  );
  const stream = rounds[0].low.stream;
  return {
    by,
    rss: of((one) => one.rss),
    low: Object.fromEntries(['p50', 'p99', 'cpu', 'serverCpu'].map((name) => [name, of((one) => one.low[name])])),
    stream: stream && { p50: of((one) => one.low.stream.p50), p95: of((one) => one.low.stream.p95) },
    kills: rounds.reduce((all, one) => all + (one.cage?.kills ?? 0), 0),
  };
}

function figures(who, found, connections) {
  const rows = connections.flatMap((number) =>
    who.map(({ name, title }) => {
      const one = found[name].by[number];
      return [
        title,
        number,
        whole(one.rate),
        one.spread.map(whole).join(' – '),
        ms(one.p50),
        ms(one.p99),
        whole(one.cpu),
        whole(one.serverCpu),
        one.batch === null ? '–' : one.batch.toFixed(0),
        `${one.refused} / ${one.broken} / ${one.late}`,
        `${one.acknowledged} / ${one.rows}`,
      ];
    }),
  );
  return table(['', 'connections', 'durable updates/s', 'lowest – highest', 'p50', 'p99', 'CPU µs/update', 'PostgreSQL µs/update', 'rows a commit', 'refused / broken / late', 'acknowledged / stored'], ...rows);
}

function quiet(who, found) {
  const rows = who.map(({ name, title }) => {
    const { low, rss, stream } = found[name];
    return [title, ms(low.p50), ms(low.p99), whole(low.cpu), whole(low.serverCpu), `${rss} MB`, stream ? `p50 ${stream.p50} ms, p95 ${stream.p95} ms` : '–'];
  });
  return table(['', `p50 at ${LOW.rate}/s`, `p99 at ${LOW.rate}/s`, 'CPU µs/update', 'PostgreSQL µs/update', 'RSS at the end', 'receipt → live stream'], ...rows);
}

/** What the issue of this release asked for, as far as this run can tell. */
function promises({ plan, found, small, raw }) {
  const rows = [];
  const { berry, grammy } = found;
  for (const number of plan.connections) {
    if (!berry || !grammy) break;
    const [ours, theirs] = [berry.by[number], grammy.by[number]];
    const ratio = ours.rate / theirs.rate;
    rows.push([`durable updates/s beside grammY, ${number} connections`, '≥ 4 ×', times(ratio), verdict(ratio >= 4)]);
    rows.push([`p99 beside grammY's p50, ${number} connections`, `≤ ${ms(theirs.p50)}`, ms(ours.p99), verdict(ours.p99 <= theirs.p50)]);
  }
  for (const number of plan.connections) {
    if (!small?.berry || !small.grammy) break;
    const ratio = small.berry.by[number].rate / small.grammy.by[number].rate;
    rows.push([`the same at 0.5 CPU and 512 MB, ${number} connections`, '≥ 3 ×', times(ratio), verdict(ratio >= 3)]);
  }
  for (const number of plan.connections) {
    if (!berry || raw.length === 0) break;
    const part = berry.by[number].rate / median(raw.map((one) => one[number].rate));
    rows.push([`part of the rate of one bare JDBC loop, ${number} connections`, '≥ 40 %', `${Math.round(part * 100)} %`, verdict(part >= 0.4)]);
  }
  return rows.length === 0 ? '' : `${table(['promise', 'limit', 'measured', 'kept'], ...rows)}\n\n`;
}

function rawTable(plan, raw) {
  if (raw.length === 0) return '';
  const rows = plan.connections.map((number) => {
    const rates = raw.map((one) => one[number].rate);
    return [number, median(raw.map((one) => one[number].rows)), whole(median(rates)), `${whole(Math.min(...rates))} – ${whole(Math.max(...rates))}`];
  });
  return `The same rows by one bare JDBC loop, in batches as large as Berry's were:\n\n${table(["Berry's connections", 'rows a batch', 'rows/s', 'lowest – highest'], ...rows)}\n\n`;
}

const grouped = (all, plan) => Object.fromEntries(plan.who.map(({ name }) => [name, medians(all[name], plan.connections)]));

export function report({ plan, full, small, impossible, versions, loadBefore, command }) {
  const found = grouped(full.all, plan);
  const tight = small && grouped(small.all, plan);
  const kills = tight ? plan.who.filter(({ name }) => tight[name].kills > 0).map(({ title }) => title) : [];
  const smallText = tight
    ? `### 0.5 CPU and 512 MB for the bot\n\nThe bot alone is in the control group; PostgreSQL and wrk are outside; ${plan.smallWarm} s of warm-up. Killed for memory: ${kills.join(', ') || 'nobody'}.\n\n${figures(plan.who, tight, plan.connections)}\n\n${quiet(plan.who, tight)}\n`
    : `**Not measured at 0.5 CPU and 512 MB: ${impossible ?? 'left out by a flag'}.**\n`;
  return `## bench/intake
${today()}; \`${command}\`; ${machine()}; load average before: ${loadBefore}; commit ${commit()}.
${versions.join('; ')}.
Medians of ${plan.rounds} rounds of ${plan.seconds} s after ${plan.warm} s of warm-up; one PostgreSQL with its default settings (fsync on) for all.

${promises({ plan, found, small: tight, raw: full.raw })}### The whole machine

${figures(plan.who, found, plan.connections)}

${quiet(plan.who, found)}

${rawTable(plan, full.raw)}${smallText}`;
}
