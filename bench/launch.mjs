// Starts a program and waits until it says that it is ready.
import { spawn } from 'node:child_process';
import { owe } from './ending.mjs';

const PATIENCE = 120_000;
const GOODBYE = 30_000;

/** Where the kernel can do it, what we start ends with us, even if we are killed. */
const LASTING = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [];

/**
 * Starts it; answers when a line of its output matches `ready`.
 *
 * `cage` is one of cage.mjs, or nothing; `input` keeps its standard input open until `stop`.
 */
export async function launch(command, words, { cwd, env, ready, cage, input = false }) {
  const [first, ...rest] = [...LASTING, ...(cage?.enter ?? []), command, ...words];
  const began = performance.now();
  // In a session of its own: Ctrl-C reaches the bench alone, which ends things in order.
  const child = spawn(first, rest, { cwd, env, detached: true, stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise((done) => {
    child.once('exit', (code, signal) => done(code ?? signal));
    child.once('error', (failure) => done(failure.message));
  });
  const stop = owe(async () => {
    if (input) child.stdin.end();
    else child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GOODBYE);
    await ended;
    clearTimeout(timer);
  });
  let said = '';
  const hear = (data) => (said = (said + data).slice(-20_000));
  child.stderr.on('data', hear);
  try {
    const match = await new Promise((done, refused) => {
      const timer = setTimeout(() => refused(new Error(`${command} was not ready in time:\n${said}`)), PATIENCE);
      child.stdout.on('data', (data) => {
        hear(data);
        const found = ready.exec(said);
        if (!found) return;
        clearTimeout(timer);
        done(found);
      });
      ended.then((code) => {
        clearTimeout(timer);
        refused(new Error(`${command} ended with ${code}:\n${said}`));
      });
    });
    return { pid: child.pid, match, took: performance.now() - began, stop, ended, said: () => said };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
