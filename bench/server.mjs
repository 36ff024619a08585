// The PostgreSQL that all candidates share, and what we ask of it ourselves.
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { folder, home, remove } from './berry.mjs';
import { owe } from './ending.mjs';
import { javaHome } from './java.mjs';
import { launch } from './launch.mjs';
import { familyCpu } from './proc.mjs';

const PASSWORD = 'bench';

/** A port nobody listens on now. */
export const freePort = () =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** One statement at that address; the client is the grammY peer's, which `npm ci` must have brought. */
export async function query(address, sql) {
  const { Client } = createRequire(join(home, 'bench', 'peers', 'grammy', 'x.js'))('pg');
  const client = new Client(address);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts it in a folder of its own. */
export async function postgres() {
  const place = folder();
  owe(() => remove(place));
  const port = await freePort();
  const words = ['-cp', `${home}/target/berry.jar:${home}/target/lib/*`, join(home, 'bench', 'java', 'Postgres.java')];
  const { match } = await launch(join(javaHome(), 'bin', 'java'), [...words, place, String(port), PASSWORD], {
    env: { PATH: process.env.PATH },
    ready: /^ready (\d+)$/m,
    input: true,
  });
  const pid = Number(match[1]);

  const ask = (database, sql) => query({ host: '127.0.0.1', port, user: 'postgres', password: PASSWORD, database }, sql);

  /** An empty database, or one like its template; one of that name goes first. */
  async function fresh(name, template = 'template0') {
    await ask('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await ask('postgres', `CREATE DATABASE ${name} TEMPLATE ${template}`);
    await ask('postgres', 'CHECKPOINT');
  }

  const [{ server_version: version }] = await ask('postgres', 'SHOW server_version');
  return {
    ask,
    fresh,
    version: version.split(' ')[0],
    cpu: () => familyCpu(pid),
    address: (database) => ({
      url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`,
      jdbc: `jdbc:postgresql://127.0.0.1:${port}/${database}`,
      user: 'postgres',
      password: PASSWORD,
    }),
  };
}
