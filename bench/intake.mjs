// Berry's intake beside other bots and beside the bare database, on one machine in one run.
import { parseArgs } from 'node:util';
import { folder, remove, start } from './berry.mjs';
import { cage } from './cage.mjs';
import { berrySettings, candidates, npmCi } from './candidates.mjs';
import { owe, run } from './ending.mjs';
import { chooseJavaOf, javaVersion } from './java.mjs';
import { needWrk, wrkVersion } from './load/wrk.mjs';
import { rawRate } from './raw.mjs';
import { report } from './report.mjs';
import { load, write } from './results.mjs';
import { round } from './rounds.mjs';
import { postgres } from './server.mjs';
import { soak } from './soak.mjs';
import { telegram } from './telegram.mjs';

/** Warm until a JVM's compiler has little left to do: after 10 s it still took half of the CPU. */
const FULL = { rounds: 3, seconds: 12, warm: 30, smallWarm: 60 };
const QUICK = { rounds: 1, seconds: 5, warm: 10, smallWarm: 20 };
const SMALL = { cpu: 0.5, megabytes: 512 };

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    connections: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    warm: { type: 'string' },
    'no-small': { type: 'boolean' },
    'no-raw': { type: 'boolean' },
    profile: { type: 'boolean' },
    soak: { type: 'boolean' },
    minutes: { type: 'string' },
    cpu: { type: 'string' },
  },
});

function planned() {
  const base = asked.quick ? QUICK : FULL;
  const only = asked.only?.split(',');
  const names = [...candidates.map((one) => one.name), 'raw'];
  for (const name of only ?? []) if (!names.includes(name)) throw new Error(`--only: ${name} is none of ${names.join(', ')}`);
  return {
    rounds: Number(asked.rounds ?? base.rounds),
    seconds: Number(asked.seconds ?? base.seconds),
    warm: Number(asked.warm ?? base.warm),
    smallWarm: Number(asked.warm ?? base.smallWarm),
    connections: (asked.connections ?? '64,256').split(',').map(Number),
    who: candidates.filter((one) => !only || only.includes(one.name)),
    raw: !asked['no-raw'] && (!only || only.includes('raw')),
    small: !asked['no-small'],
    profile: asked.profile,
  };
}

const command = ['bench/intake', ...process.argv.slice(2)].join(' ');

/** A run with everything in it; only such a one is written down. */
const whole = !['quick', 'only', 'connections', 'rounds', 'seconds', 'warm', 'no-small', 'no-raw', 'profile'].some((name) => asked[name]);

const began = performance.now();
const progress = (text) => console.error(`${String(Math.round((performance.now() - began) / 1000)).padStart(5)} s  ${text}`);

/** Builds Berry and leaves a database with its tables, to make others of. */
async function templates(server, pretend) {
  await server.fresh('berry_empty');
  const place = folder();
  const gone = owe(() => remove(place));
  const settings = { ...(await berrySettings(pretend)), DATABASE_URL: server.address('berry_empty').url };
  const one = await start(place, settings);
  await one.stop();
  await gone();
}

async function everyRound(plan, setting) {
  const all = Object.fromEntries(plan.who.map((one) => [one.name, []]));
  const raw = [];
  for (let n = 0; n < plan.rounds; n++) {
    // To and fro, so that nobody always comes after the same one.
    for (const candidate of n % 2 === 0 ? plan.who : [...plan.who].reverse()) {
      const small = setting.small ? cage(SMALL) : null;
      const title = `${setting.small ? 'small, ' : ''}round ${n + 1} of ${plan.rounds}, ${candidate.title}`;
      progress(title);
      const say = (text) => progress(`  ${text}`);
      const one = await round(candidate, { ...setting, cage: small, plan, say });
      await small?.remove();
      all[candidate.name].push(one);
      if (candidate.name === 'berry' && plan.raw && !setting.small) raw.push(await rawRates(setting.server, plan, one, say));
    }
  }
  return { all, raw };
}

/** With the batches that Berry has just made. */
async function rawRates(server, plan, berry, say) {
  const by = {};
  for (const connections of plan.connections) {
    const rows = Math.max(1, Math.round(berry.by[connections].batch));
    by[connections] = { rows, rate: await rawRate(server, { rows, seconds: plan.seconds }) };
    say(`raw, ${rows} rows a batch: ${by[connections].rate.toFixed(0)}/s`);
  }
  return by;
}

/** Why the small machine is left out, or null. */
async function smallImpossible() {
  try {
    await cage(SMALL).remove();
    return null;
  } catch (failure) {
    return failure.message;
  }
}

async function compare() {
  const plan = planned();
  const loadBefore = load();
  needWrk();
  npmCi();
  progress('building what is not built, starting PostgreSQL');
  const first = folder();
  owe(() => remove(first));
  const once = await start(first);
  chooseJavaOf(once.pid);
  await once.stop();
  for (const one of plan.who) one.prepare();
  const pretend = await telegram();
  const server = await postgres();
  await templates(server, pretend);

  const setting = { server, telegram: pretend };
  const full = await everyRound(plan, setting);
  const impossible = plan.small ? await smallImpossible() : null;
  if (impossible) progress(`THE SMALL MACHINE IS NOT MEASURED: no control group can be made (${impossible})`);
  const small = plan.small && !impossible ? await everyRound({ ...plan, warm: plan.smallWarm }, { ...setting, small: true }) : null;

  const versions = [`PostgreSQL ${server.version}`, `Java ${javaVersion()}`, `Node ${process.versions.node}`, ...plan.who.map((one) => one.version()).filter(Boolean), `wrk ${wrkVersion()}`];
  const text = report({ plan, full, small, impossible, versions, loadBefore, command });
  if (whole) write('bench/intake', text);
  else console.log(`${text}\nNot written to results.md: only a run of everything is.`);
}

async function soaked() {
  const minutes = Number(asked.minutes ?? 10);
  const cpu = asked.cpu === undefined ? null : Number(asked.cpu);
  const impossible = await smallImpossible();
  if (impossible) throw new Error(`THE SOAK IS NOT RUN: no control group can be made (${impossible})`);
  const text = await soak({ minutes, cpu, say: progress, command });
  if (asked.minutes === undefined) write('bench/intake --soak', text);
  else console.log(`${text}\nNot written to results.md: only a soak of ten minutes is.`);
}

await run(asked.soak ? soaked : compare);
