// An agent loop over the Anthropic Messages API with Steward's tools. Here a script stands in for the model, and the
// sandbox for the providers; with `new Anthropic()` and real connections the loop is the same.
import { answerAnthropic, anthropicTools, openKit } from 'ai-steward/functions';
import { sandboxEnvironment } from './support/sandbox-environment.ts';
import { scriptedMessages } from './support/scripted-model.ts';

const { environment, close } = await sandboxEnvironment();
const kit = openKit({ environment });
const model = scriptedMessages([
  { name: 'anthropic_usage', input: { report: 'cost', by: ['model'], limit: 3 } },
  { name: 'find_operations', input: { query: 'who has access', limit: 2 } },
]);

const messages: Parameters<typeof model.create>[0]['messages'] = [
  { role: 'user', content: 'Where does the money go, and who has access?' },
];
for (;;) {
  const message = await model.create({ messages, tools: anthropicTools(kit) });
  messages.push({ role: 'assistant', content: message.content });
  const answer = await answerAnthropic(kit, message);
  if (!answer) break;
  messages.push(answer);
  for (const block of answer.content)
    if (typeof block === 'object' && 'content' in block) console.log(`${block.content}\n`);
}
await kit.close();
await close();
