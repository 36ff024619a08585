// Who is measured. Each is started over a database of its own and takes updates at the same path.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folder, home, remove, start } from './berry.mjs';
import { owe } from './ending.mjs';
import { javaHome } from './java.mjs';
import { launch } from './launch.mjs';
import { freePort } from './server.mjs';
import { SECRET, TOKEN } from './telegram.mjs';

export const OWNER = 7_001;
const PEERS = join(home, 'bench', 'peers');
const PLAIN = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' };

/** Variables of a Berry that takes updates by its webhook from the pretend Telegram. */
export async function berrySettings(telegram) {
  const port = await freePort();
  return {
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_URL: telegram,
    OWNER_ID: String(OWNER),
    HOST: '127.0.0.1',
    PORT: String(port),
    WEBHOOK_URL: `http://127.0.0.1:${port}`,
  };
}

const berry = {
  name: 'berry',
  title: 'Berry',
  template: 'berry_empty',
  prepare: () => {},
  version: () => '',
  rows: 'SELECT least((SELECT count(*) FROM incoming), (SELECT count(*) FROM message)) AS rows',
  async start({ database, telegram, cage }) {
    const place = folder();
    const gone = owe(() => remove(place));
    const settings = { ...(await berrySettings(telegram)), DATABASE_URL: database.url };
    const one = await start(place, settings, cage);
    const stop = async () => {
      await one.stop();
      await gone();
    };
    return { ...one, address: settings.WEBHOOK_URL, stop };
  },
};

const grammy = {
  name: 'grammy',
  title: 'grammY + Express + pg',
  prepare: npmCi,
  version: () => ['grammy', 'express', 'pg'].map((name) => `${name} ${npmVersion(name)}`).join(', '),
  rows: 'SELECT count(*) AS rows FROM update_row',
  async start({ database, telegram, cage }) {
    const port = await freePort();
    const env = { ...PLAIN, NODE_ENV: 'production', BOT_TOKEN: TOKEN, TELEGRAM_API_URL: telegram, DATABASE_URL: database.url, SECRET, PORT: String(port) };
    const one = await launch('node', [join(PEERS, 'grammy', 'bot.mjs')], { env, ready: /^ready$/m, cage });
    return { ...one, address: `http://127.0.0.1:${port}` };
  },
};

const spring = {
  name: 'spring',
  title: 'Spring Boot + JdbcTemplate',
  prepare: springJar,
  version: () => `Spring Boot ${/starter-parent<\/artifactId>\s*<version>([^<]+)/.exec(readFileSync(join(PEERS, 'spring', 'pom.xml'), 'utf8'))[1]}`,
  rows: 'SELECT count(*) AS rows FROM update_row',
  async start({ database, cage }) {
    const port = await freePort();
    const words = [
      '-jar',
      join(PEERS, 'spring', 'target', 'peer.jar'),
      `--server.port=${port}`,
      '--server.address=127.0.0.1',
      `--spring.datasource.url=${database.jdbc}`,
      `--spring.datasource.username=${database.user}`,
      `--spring.datasource.password=${database.password}`,
      `--peer.secret=${SECRET}`,
    ];
    const one = await launch(join(javaHome(), 'bin', 'java'), words, { env: PLAIN, ready: /Started Peer in/, cage });
    return { ...one, address: `http://127.0.0.1:${port}` };
  },
};

export const candidates = [berry, grammy, spring];

/** What the lock names, unless it is there. */
export function npmCi() {
  const place = join(PEERS, 'grammy');
  const installed = join(place, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && newer(installed, join(place, 'package-lock.json'))) return;
  execFileSync('npm', ['ci', '--silent'], { cwd: place, stdio: 'inherit' });
}

const npmVersion = (name) => JSON.parse(readFileSync(join(PEERS, 'grammy', 'node_modules', name, 'package.json'), 'utf8')).version;

function springJar() {
  const place = join(PEERS, 'spring');
  const jar = join(place, 'target', 'peer.jar');
  const sources = [join(place, 'pom.xml'), join(place, 'src', 'main', 'java', 'peer', 'Peer.java')];
  if (existsSync(jar) && sources.every((one) => newer(jar, one))) return;
  const env = { ...process.env, JAVA_HOME: javaHome(), MAVEN_OPTS: '--sun-misc-unsafe-memory-access=allow' };
  execFileSync('mvn', ['-q', '-B', '-ntp', '-DskipTests', 'package'], { cwd: place, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

const newer = (one, other) => statSync(one).mtimeMs >= statSync(other).mtimeMs;
