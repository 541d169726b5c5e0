// An agent loop over the OpenAI Responses API with Steward's tools, with a script in place of the model.
import { answerOpenaiResponse, openaiResponsesTools, openKit } from 'ai-steward/functions';
import { sandboxEnvironment } from './support/sandbox-environment.ts';
import { scriptedResponses } from './support/scripted-model.ts';

const { environment, close } = await sandboxEnvironment();
const kit = openKit({ environment });
const model = scriptedResponses([
  { name: 'openai_org', input: { what: 'projects', limit: 3, fields: ['id', 'name'] } },
  { name: 'propose_change', input: { operation: 'openai.projects.create', input: { name: 'From an agent' } } },
]);

const input: unknown[] = [{ role: 'user', content: 'Make a project for the new team.' }];
for (;;) {
  const { output } = await model.create({ input, tools: openaiResponsesTools(kit) });
  input.push(...output);
  const answers = await answerOpenaiResponse(kit, output);
  if (answers.length === 0) break;
  input.push(...answers);
  for (const answer of answers) console.log(`${answer.output}\n`);
}
await kit.close();
await close();
