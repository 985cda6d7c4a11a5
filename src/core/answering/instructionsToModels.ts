const model =
  oneOf('ai', 'llm', 'gpt', 'llama', 'claude', 'copilot', 'chatbot', 'assistant') + 's?';
const models = `(?:(?:ai|large language|language|coding|chat) )?(?:${model}|models?|agents?)`;
const orders = oneOf('instructions?', 'prompts?', 'rules', 'directives?', 'guidelines', 'context');
const earlier = oneOf(
  'all',
  'any',
  'your',
  'the',
  'previous',
  'prior',
  'above',
  'earlier',
  'these',
);
const reader = oneOf(
  'users?',
  'humans?',
  'developers?',
  'readers?',
  'operators?',
  'anyone',
  'person',
);
const answer = oneOf('answers?', 'repl(?:y|ies)', 'responses?', 'outputs?', 'summar(?:y|ies)');
const secrets = oneOf('secrets?', 'credentials?', 'tokens?', 'passwords?', 'api keys?', '\\.env');
const must = oneOf(
  'must',
  'should',
  'shall',
  'have to',
  'need to',
  'please',
  "do(?: not|n't)",
  'never',
);

/**
 * Phrases with which a text addresses a language model instead of its readers, collected from
 * published prompt injections (OWASP LLM01:2025; Greshake et al., 2023, arXiv 2302.12173).
 */
const wordings: readonly RegExp[] = [
  // Drop what you were told.
  near(`${oneOf('ignore', 'disregard', 'forget', 'override', 'bypass')} ${earlier}`, 30, orders),
  near('(?:new|updated|real|actual|hidden|secret|important|system)', 12, `${orders}[^:]{0,30}:`),
  near(
    '(?:이전|위의|앞의|모든|기존)',
    16,
    '(?:지시|명령|지침|프롬프트)[^\\n]{0,10}(?:무시|잊)',
    '',
  ),
  near('(?:以前|上記|これまで|前の)', 12, '(?:指示|命令|プロンプト)[^\\n]{0,6}(?:無視|忘れ)', ''),
  near('(?:忽略|无视|忘记|忽視|無視)', 20, '(?:指令|指示|提示|命令)', ''),
  near(oneOf('ignorier\\w*', 'vergiss', 'missachte'), 40, oneOf('anweisung\\w*', 'vorgaben')),
  near(
    oneOf('ignore[zr]?', 'oublie[zr]?', 'ignora', 'olvida'),
    40,
    oneOf('consignes', 'istruzioni'),
  ),
  near(oneOf('ignora', 'olvida'), 40, 'instrucciones'),
  // Be someone else.
  near("you(?: are|'re) (?:now|no longer)", 30, oneOf(models, 'mode', 'bound', 'unrestricted')),
  near('from now on', 2, 'you'),
  near(
    oneOf('act', 'behave', 'pretend', 'respond'),
    12,
    oneOf('unrestricted', 'jailbroken', 'root'),
  ),
  // Addressing the model as such.
  near(
    models,
    25,
    `[:,]? ?(?:you )?${must} (?:tell|say|reply|answer|respond|include|ignore|follow)`,
  ),
  near(
    oneOf('to', 'for', 'note to', 'attention', 'dear', 'hey', 'hello'),
    8,
    `${models}[^.]{0,25}[:,]`,
  ),
  near(oneOf('if you are', 'when you are', "if you're"), 4, models),
  // Hide it, or give away what you were told.
  near(
    oneOf(
      "do(?: not|n't) (?:tell|mention|reveal|inform|warn|alert|show)",
      'never mention',
      'without telling',
    ),
    30,
    oneOf(reader, 'these instructions', 'this instruction', 'this comment', 'this file'),
  ),
  near(
    oneOf('reveal', 'print', 'repeat', 'show', 'output', 'leak'),
    12,
    `(?:your|the) (?:system |initial |hidden )?${orders}`,
  ),
  // Say what is dictated.
  near(
    oneOf('reply', 'respond', 'answer'),
    12,
    oneOf('only', 'exactly', 'solely', 'with the (?:words?|sentence)'),
  ),
  near(oneOf('begin', 'start', 'end', 'finish'), 1, `(?:your|every|each) ${answer}`),
  near(
    oneOf('include', 'insert', 'add', 'append', 'embed', 'put'),
    60,
    `(?:your|every|each) ${answer}`,
  ),
  near(oneOf('tell', 'ask', 'instruct', 'convince', 'urge'), 5, `${reader} (?:to|that)`),
  // Send it away.
  near(oneOf('send', 'post', 'upload', 'forward', 'exfiltrate'), 40, `${secrets}.{0,40}https?:`),
];

/** Markers that chat templates put between messages. */
const templateMarks = [
  /<\|(?:im_(?:start|end)|system|user|assistant|end|endoftext|eot_id|(?:start|end)_header_id)\|>/,
  /\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>/,
  /#{2,3} ?(?:Instruction|System|Human|Assistant|User|Response) ?:/,
];

/**
 * Three zero-width characters in a row; a reversed writing direction; tag characters outside a
 * flag.
 */
const unseen = [
  /[\u200B-\u200D\u2060\uFEFF]{3}|[\u202D\u202E]/,
  /(?<![\u{1F3F4}\u{E0020}-\u{E007F}])[\u{E0020}-\u{E007F}]/u,
];

const signs = [...wordings, ...templateMarks, ...unseen];

/** Only this much of a longer line is read, in UTF-16 units. */
const maxLine = 2_000;

/**
 * The lines of a source that read like instructions to a language model. They are a reason to look,
 * not proof: code and documents about language models contain such lines too.
 * @returns line numbers, 1-based, ascending.
 */
export function instructionsToModels(text: string): readonly number[] {
  return text.split('\n').flatMap((line, index) => {
    const start = line.slice(0, maxLine);
    const found = signs.some((sign) => sign.test(start));
    return found ? [index + 1] : [];
  });
}

function oneOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`;
}

/** `first`, then `second` at most `characters` later; whole words unless `edge` is empty. */
function near(first: string, characters: number, second: string, edge = '\\b'): RegExp {
  return new RegExp(`${edge}${first}${edge}.{0,${characters}}${edge}${second}`, 'iu');
}
