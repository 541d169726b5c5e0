// Applies a change in a process that ends itself, as by kill -9, at the Nth moment at which it waits for something:
// the database before, within and after a transaction, and the provider before and after a request.
// Prints how many moments there were when it was never ended.

import { EmbeddedStore } from '../../../src/gate/state/embedded.ts';
import { connect } from '../../../src/surfaces/library/connect.ts';

const [id = '', wanted = '0'] = process.argv.slice(2);
let moments = 0;
const moment = () => {
  moments += 1;
  if (moments === Number(wanted)) process.kill(process.pid, 'SIGKILL');
};

const { alone, look } = EmbeddedStore.prototype;
EmbeddedStore.prototype.alone = async function <T>(this: EmbeddedStore, work: Parameters<typeof alone<T>>[0]) {
  moment();
  const result = await alone.call(this, async (tables) => {
    const made = await work(tables);
    moment();
    return made;
  });
  moment();
  return result as T;
};
EmbeddedStore.prototype.look = async function <T>(this: EmbeddedStore, work: Parameters<typeof look<T>>[0]) {
  moment();
  return (await look.call(this, work)) as T;
};
const { fetch } = globalThis;
globalThis.fetch = async (...given) => {
  moment();
  const response = await fetch(...given);
  moment();
  return response;
};

const steward = connect('openai');
const { outcome } = await steward.apply(id);
process.stdout.write(JSON.stringify({ outcome, moments }));
await steward.close();
