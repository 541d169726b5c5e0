// A process that writes into the journal of a made-up user: HOME, its name, how many entries.
import { Gate } from '../../src/gate/gate.ts';

const [home = '', client = '', count = '0'] = process.argv.slice(2);
const gate = new Gate({ environment: { HOME: home }, folder: home, surface: 'test' }, { client });
for (let index = 0; index < Number(count); index += 1) {
  await gate.journal.append({ type: 'declined', change: 'chg_written', reason: String(index) });
}
gate.close();
