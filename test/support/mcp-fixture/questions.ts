import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputRequest,
  type InputRequests,
  inputRequired,
  inputResponse,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { type AskedState, RequestStates } from '../../../src/surfaces/mcp/request-state.ts';
import { text } from './content.ts';
import type { FixtureTool } from './tools.ts';

type Responses = ServerContext['mcpReq']['inputResponses'];
type Properties = Parameters<typeof inputRequired.elicit>[0]['requestedSchema'] extends infer Schema
  ? Extract<Schema, { properties: unknown }>['properties']
  : never;

/** Every request may have a server of its own, so what was sealed outlives them. */
const states = new RequestStates();
const principal = 'suite';

export function openState(state: string): AskedState {
  return states.open(state, principal);
}

const nameForm = form('What is your name?', { name: { type: 'string' } });
const roots = inputRequired.listRoots();

/** Tools that ask the client something before they answer. */
export const questions: Readonly<Record<string, FixtureTool>> = {
  test_elicitation: {
    description: 'Asks who the person is',
    inputSchema: stringArgument('message'),
    call: ({ context, values }) => {
      const said = formAnswer(context.mcpReq.inputResponses);
      const properties = {
        username: { type: 'string' as const, description: 'User’s response' },
        email: { type: 'string' as const, description: 'User’s email address' },
      };
      return said ? answer(`User response: ${said}`) : ask({ answer: form(String(values['message']), properties) });
    },
  },
  test_elicitation_sep1034_defaults: {
    description: 'Asks with a default for each kind of value',
    call: asking({ answer: form('Check these', defaults(), []) }, completed),
  },
  test_elicitation_sep1330_enums: {
    description: 'Asks with each kind of choice',
    call: asking({ answer: form('Choose', choices(), []) }, completed),
  },
  test_sampling: {
    description: 'Asks the client’s model',
    inputSchema: stringArgument('prompt'),
    call: ({ context, values }) => {
      const said = modelAnswer(context.mcpReq.inputResponses, 'answer');
      return said ? answer(`LLM response: ${said}`) : ask({ answer: toModel(String(values['prompt']), 100) });
    },
  },
  test_missing_capability: {
    description: 'Cannot work without sampling',
    call: asking({ answer: toModel('Is anybody there?', 10) }, (responses) => modelAnswer(responses, 'answer')),
  },
  test_streaming_elicitation: {
    description: 'Asks for a name, never by a request of its own on the stream',
    call: asking({ user_name: nameForm }, greeting),
  },
  test_input_required_result_elicitation: {
    description: 'Asks for a name',
    call: asking({ user_name: nameForm }, greeting),
  },
  test_input_required_result_sampling: {
    description: 'Asks the client’s model for a capital',
    call: asking({ capital_question: toModel('What is the capital of France?', 100) }, (responses) =>
      modelAnswer(responses, 'capital_question'),
    ),
  },
  test_input_required_result_list_roots: {
    description: 'Asks for the client’s roots',
    call: asking({ client_roots: roots }, rootsAnswer),
  },
  test_input_required_result_multiple_inputs: {
    description: 'Asks three things at once',
    call: asking(
      { user_name: nameForm, greeting: toModel('Generate a greeting', 50), client_roots: roots },
      (responses) => {
        const said = [greeting(responses), modelAnswer(responses, 'greeting'), rootsAnswer(responses)];
        return said.includes(undefined) ? undefined : said.join(' ');
      },
      'name, greeting and roots',
    ),
  },
  test_input_required_result_request_state: {
    description: 'Asks to confirm, and knows its own question again',
    call: asking(confirmation(), confirmed, 'confirm'),
  },
  test_input_required_result_tampered_state: {
    description: 'Asks to confirm, and takes no other state than its own',
    call: asking(confirmation(), confirmed, 'confirm'),
  },
  test_input_required_result_multi_round: { description: 'Asks twice', call: ({ context }) => nextRound(context) },
  test_input_required_result_capabilities: {
    description: 'Asks only what the client can answer',
    call: ({ context }) => {
      const can = declared(context);
      return ask({
        ...(can.elicitation && { user_name: nameForm }),
        ...(can.sampling && { greeting: toModel('Generate a greeting', 50) }),
        ...(can.roots && { client_roots: roots }),
      });
    },
  },
};

/** Asks until everything is answered; with a subject, under a state that has to come back unchanged. */
function asking(
  requests: InputRequests,
  say: (responses: Responses) => string | undefined,
  subject?: string,
): FixtureTool['call'] {
  return ({ context: { mcpReq } }) => {
    const said = say(mcpReq.inputResponses);
    const stateOk = subject === undefined || mcpReq.requestState<AskedState>()?.change === subject;
    return said !== undefined && stateOk ? answer(said) : ask(requests, subject);
  };
}

function nextRound({ mcpReq: { inputResponses, requestState } }: ServerContext) {
  const { change: name, digest: round } = requestState<AskedState>() ?? {};
  const color = field(inputResponses, 'step2', 'color');
  if (round === '2' && color) return answer(`${name} likes ${color}.`);
  const given = round === '2' ? name : field(inputResponses, 'step1', 'name');
  if (round === undefined || given === undefined) {
    return ask({ step1: form('Step 1: What is your name?', { name: { type: 'string' } }) }, '', '1');
  }
  return ask({ step2: form('Step 2: What is your favorite color?', { color: { type: 'string' } }) }, given, '2');
}

function declared({ mcpReq }: ServerContext): ClientCapabilities {
  const said = mcpReq.envelope as { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities } | undefined;
  return said?.[CLIENT_CAPABILITIES_META_KEY] ?? {};
}

export function ask(inputRequests: InputRequests, subject?: string, round = '1') {
  if (subject === undefined) return inputRequired({ inputRequests });
  return inputRequired({ inputRequests, requestState: states.seal({ change: subject, digest: round, principal }) });
}

export function form(message: string, properties: Properties, required = Object.keys(properties)): InputRequest {
  return inputRequired.elicit({ message, requestedSchema: { type: 'object', properties, required } });
}

/** What was typed into one field of a form that was accepted. */
export function field(responses: Responses, key: string, name: string): string | undefined {
  const said = acceptedContent(responses, key)?.[name];
  return typeof said === 'string' ? said : undefined;
}

function toModel(prompt: string, maxTokens: number): InputRequest {
  return inputRequired.createMessage({ messages: [{ role: 'user', content: text(prompt) }], maxTokens });
}

function confirmation(): InputRequests {
  return { confirm: form('Please confirm', { ok: { type: 'boolean' } }) };
}

function confirmed(responses: Responses): string | undefined {
  return acceptedContent(responses, 'confirm')?.['ok'] === true ? 'state-ok' : undefined;
}

function greeting(responses: Responses): string | undefined {
  const name = field(responses, 'user_name', 'name');
  return name && `Hello, ${name}!`;
}

function rootsAnswer(responses: Responses): string | undefined {
  const said = inputResponse(responses, 'client_roots');
  return said.kind === 'roots' ? said.roots.map(({ uri }) => uri).join(', ') : undefined;
}

function modelAnswer(responses: Responses, key: string): string | undefined {
  const said = inputResponse(responses, key);
  if (said.kind !== 'sampling') return undefined;
  return [said.result.content].flat().find((block) => block.type === 'text')?.text;
}

function formAnswer(responses: Responses): string | undefined {
  const said = inputResponse(responses, 'answer');
  return said.kind === 'elicit' ? `action=${said.action}, content=${JSON.stringify(said.content)}` : undefined;
}

function completed(responses: Responses): string | undefined {
  const said = formAnswer(responses);
  return said && `Elicitation completed: ${said}`;
}

function answer(said: string) {
  return { content: [text(said)] };
}

function stringArgument(name: string) {
  return { type: 'object' as const, properties: { [name]: { type: 'string' } }, required: [name] };
}

function defaults(): Properties {
  return {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  };
}

function choices(): Properties {
  const options = ['option1', 'option2', 'option3'];
  const titled = (what: string) =>
    ['First', 'Second', 'Third'].map((title, index) => ({ const: `value${index + 1}`, title: `${title} ${what}` }));
  return {
    untitledSingle: { type: 'string', enum: options },
    titledSingle: { type: 'string', oneOf: titled('Option') },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
    titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
  };
}
