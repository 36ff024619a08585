// What was begun is undone in reverse: at the end, after a failure, on Ctrl-C.
const owed = [];
let over = false;

/** Registers how to undo something; the returned function does it now, once. */
export function owe(undo) {
  if (over) throw new Error('the bench is ending');
  let due = true;
  const once = async () => {
    if (!due) return;
    due = false;
    owed.splice(owed.indexOf(once), 1);
    await undo();
  };
  owed.push(once);
  return once;
}

/** Undoes everything that is still owed. */
export async function settle() {
  over = true;
  while (owed.length > 0) {
    try {
      await owed.at(-1)();
    } catch (failure) {
      console.error(`cleaning up: ${failure.message}`);
    }
  }
}

/** Runs the whole of a command; its exit code tells whether it failed. */
export async function run(main) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      console.error('Stopping, cleaning up …');
      await settle();
      process.exit(130);
    });
  }
  try {
    await main();
  } catch (failure) {
    if (!over) console.error(failure);
    process.exitCode = 1;
  } finally {
    await settle();
  }
}
