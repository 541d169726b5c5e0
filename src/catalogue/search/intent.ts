import type { AnyOperation } from '../define.ts';

/** What a request wants done. */
export type Intent = 'read' | 'make' | 'change' | 'end';

const verbs: Readonly<Record<Exclude<Intent, 'read'>, readonly string[]>> = {
  make: ['create', 'add', 'set', 'activate', 'approve'],
  change: ['update', 'set', 'activate', 'deactivate', 'approve', 'deny', 'regenerate_signing_secret', 'test'],
  end: ['delete', 'remove', 'archive', 'deactivate', 'sign_out'],
};

/** The sorts of thing that an operation does: setting a limit both makes and changes it. */
export function intentsOfOperation({ id, risk }: AnyOperation): readonly Intent[] {
  if (risk === 'read') return ['read'];
  const verb = id.slice(id.lastIndexOf('.') + 1);
  const found = (['end', 'make', 'change'] as const).filter((intent) => verbs[intent].includes(verb));
  return found.length > 0 ? found : ['change'];
}

const asking =
  /^(?:know|understand|who|whom|whose|what|which|how|when|where|why|is|are|am|do|does|did|has|have|had|was|were|show|list|see|tell me|give me|find|check|any|everybody who|everyone who|all (?:the )?\w+s\b|look|compare|break|sum|count|report|names of)\b|\?\s*$/i;

const wanting: Readonly<Record<Exclude<Intent, 'read'>, RegExp>> = {
  make: /\b(?:add|creat\w+|make|bring|new|invit\w+|give|grant|put|start|open|regist\w+|upload|issue|set up|connect|hook up|mint|hire|onboard|assign|join|joins|needs? (?:an?|its|their|his|her|our|another|more|some)|another|get .+ into|into|send|mail|warn|alert|notify|ping|export|stream|let|publish|define|come up with|begin|launch|attach|trust|fresh|share .+ with|hand|sign up|enrol\w*|access for|get \w+ access|wants? (?:an?|to)|access to|plug in|introduce|install)\b/i,
  change:
    /^no \w+|\b(?:change|set|rename|raise|lower|increase|decrease|reduce|cap|limit|turn|enable|disable|switch|edit|move|extend|approve|deny|reject|refuse|allow|block|forbid|rotate|swap|replace|promote|demote|restrict|must|should|only|may not|no more|never|keep|give|let|stop|pause|shorten|call it|double|halve|require|enforce|say (?:yes|no)|leaked|compromised|reactivate|do not|don't|slow|faster|mark|make \w+ an?|ha(?:ve|s) to|not be allowed|at most|no longer|roll|update|correct|fix|upgrade|downgrade|deactivate|throttle|starv\w+|bump|nudge|tweak|starts? using|instead|from now on|bigger|smaller|higher|longer|shorter|stricter|should be|to be|tighten|loosen|adjust|on again|back on|off|fix the|have the extra|let \w+ have|is called)\b/i,
  end: /\b(?:remove|delet\w+|kick|revok\w+|fire|fired|quit|left|leaves?|leaving|take .*(?:away|out|off|from)|close|shut|retire|archive|kill|drop|cancel|withdraw|throw|get rid|wind down|unassign|uninstall|lift|forget|stop|end|is over|mothball\w*|sunset|nuke|ditch|dump|axe|phase out|decommission|log .*out|sign .*out|pull|detach|clean up|for good|gone|resign\w*|take back|call off|strip|out of|get .+ out|rid of|pull .+ back|(?:take|took) \w+ (?:\w+ )?off|goodbye|scrap|abandon|discontinue|cut off|disconnect\w*|must go|has to go|lock\w* out|unsubscribe|undo|erase|wipe)\b/i,
};

const politeness =
  /^(?:(?:so|and|hey|hi|hello|please|ok|okay|well|um|quick question|also|just|could you|can you|would you|i(?:'d| would) like to|i want to|we want to|i need to|we need to|help me)[,:]?\s+)+/i;

const wondering =
  /\b(?:wonder\w*|curious|no idea|not sure (?:who|what|which|how|if)|want\w* to (?:see|know)|need\w* (?:a list|an overview|to know|to see|numbers|the list|the numbers)|(?:overview|list|names|breakdown|ranking|history|details) of|prove|proof|evidence)\b/i;

/** How strongly a request wants each sort of thing done. What it does not speak of is absent. */
export function intentsOf(request: string): ReadonlyMap<Intent, number> {
  const intents = new Map<Intent, number>();
  const plain = request.trim().replace(politeness, '');
  const asks = (asking.test(plain) && !/^(?:do not|don't)\b/i.test(plain)) || wondering.test(request);
  for (const intent of ['make', 'change', 'end'] as const) {
    if (wanting[intent].test(plain)) intents.set(intent, asks ? 0.45 : 1);
  }
  // "Stop it from spending more" sets a bound; "stop the export" ends something.
  if (intents.has('end') && /\b(?:more than|at most|over \$?\d|above|beyond|limit|cap|only)\b/i.test(request))
    intents.set('end', 0.7);
  if (asks) intents.set('read', 1.3);
  else if (intents.size === 0) intents.set('read', 1);
  return intents;
}
