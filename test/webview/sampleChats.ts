import type {
  ChatEntry,
  ChatState,
  ModelView,
  SourceView,
} from '../../src/core/conversation/chatState.ts';
import { answerSettings } from '../../src/core/settings/answerSettings.ts';
import { parseSettings } from '../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../src/core/settings/settingsSchema.ts';
import { emptyChat } from '../../src/core/conversation/reduceChat.ts';

/** States of the page in the situations of the design sketch and some more. */

const breakdown = {
  lexical: 1,
  dense: 0.83,
  phrases: 0.67,
  neighbours: 0.42,
  file: 0.71,
  prior: 1,
  final: 0.97,
  matchedWords: ['match', 'url', 'view'],
};

/** @param lines number, text, and `!` before the text of the best ones. */
export function source(
  number: number,
  {
    path,
    range,
    symbol,
    language,
  }: {
    readonly path: string;
    readonly range: string;
    readonly symbol: string;
    readonly language: string;
  },
  lines: readonly (readonly [number, string])[] = [],
): SourceView {
  const slash = path.lastIndexOf('/');
  return {
    number,
    fileName: path.slice(slash + 1),
    folder: path.slice(0, Math.max(0, slash)),
    rangeLabel: range,
    symbol,
    language,
    lines: lines.map(([line, text]) => ({
      number: line,
      text: text.replace(/^!/, ''),
      best: text.startsWith('!'),
    })),
    breakdown: { ...breakdown, final: 1 - number * 0.08, lexical: 1 - number * 0.05 },
  };
}

export const flaskSources: readonly SourceView[] = [
  source(
    1,
    { path: 'src/flask/app.py', range: '879-902', symbol: 'dispatch_request', language: 'python' },
    [
      [889, '        req = request_ctx.request'],
      [895, '        rule: Rule = req.url_rule'],
      [901, '!        return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)'],
    ],
  ),
  source(
    2,
    { path: 'src/flask/ctx.py', range: '361-371', symbol: 'match_request', language: 'python' },
    [
      [365, '        try:'],
      [366, '!            result = self.url_adapter.match(return_rule=True)'],
      [367, '            self.request.url_rule = result'],
    ],
  ),
  source(
    3,
    { path: 'src/flask/sansio/scaffold.py', range: '336-368', symbol: '', language: 'python' },
    [[336, '!    def route(self, rule: str, **options: t.Any) -> t.Callable[[T_route], T_route]:']],
  ),
  source(4, { path: 'src/flask/sansio/app.py', range: '605-661', symbol: '', language: 'python' }, [
    [605, '!    def add_url_rule('],
  ]),
  source(
    5,
    { path: 'docs/lifecycle.rst', range: '48-63', symbol: '', language: 'restructuredtext' },
    [[48, '!Requests are matched to endpoints by the URL map.']],
  ),
];

export const presentModel: ModelView = {
  status: 'present',
  name: 'Llama-2-7B-Chat',
  downloadBytes: 4_081_004_224,
  memoryBytes: 5_100_000_000,
  freeMemoryBytes: 8_300_000_000,
  receivedBytes: 0,
  bytesPerSecond: null,
  message: null,
};
export const absentChatModel: ModelView = { ...presentModel, status: 'absent' };
export const absentEmbeddingModel: ModelView = {
  ...presentModel,
  status: 'absent',
  name: 'all-MiniLM-L6-v2',
  downloadBytes: 22_972_370,
  memoryBytes: 120_000_000,
};

export function chat(changes: Partial<ChatState> = {}): ChatState {
  return {
    ...emptyChat,
    workspace: { folderNames: ['flask'], trusted: true },
    chatModel: presentModel,
    embeddingModel: { ...absentEmbeddingModel, status: 'present' },
    index: {
      ...emptyChat.index,
      phase: 'ready',
      files: 157,
      totalFiles: 157,
      chunks: 900,
      embeddedChunks: 900,
    },
    answerSettings: answerSettings(
      parseSettings(() => undefined, settingsSchema),
      settingsSchema,
    ),
    scope: ['src/flask/', 'url_for.py'],
    ...changes,
  };
}

export function entry(changes: Partial<ChatEntry> = {}): ChatEntry {
  return {
    id: 'a',
    question: 'Where does Flask match a URL to a view function?',
    phase: 'searching',
    sources: [],
    searchMs: null,
    meaningSearch: 'ready',
    reading: null,
    text: null,
    citations: [],
    sentences: [],
    details: null,
    notice: null,
    ...changes,
  };
}

const answer =
  'The request context matches the URL with its adapter and keeps the rule on the request. ' +
  '**dispatch_request** then looks the endpoint up in **view_functions** and calls it. ' +
  'Matches are cached for a minute.';
const ends = [answer.indexOf('.') + 1, answer.indexOf('it.') + 3, answer.length] as const;

function wordsOf(words: string): { start: number; end: number } {
  const start = answer.indexOf(words);
  return { start, end: start + words.length };
}

export const answered: ChatEntry = entry({
  phase: 'done',
  sources: flaskSources,
  searchMs: 140,
  text: answer,
  citations: [
    { marker: 2, origin: 'attributed', offset: ends[0] - 1 },
    { marker: 1, origin: 'attributed', offset: ends[1] - 1 },
  ],
  sentences: [
    { start: 0, end: ends[0], verdict: 'quoted', doubted: [] },
    { start: ends[0] + 1, end: ends[1], verdict: 'facts-found', doubted: [] },
    {
      start: ends[1] + 1,
      end: ends[2],
      verdict: 'not-in-lines',
      doubted: [
        { ...wordsOf('cached'), sign: 'technical', instead: [] },
        { ...wordsOf('minute'), sign: 'opposite', instead: ['hour'] },
      ],
    },
  ],
  details: {
    modelName: 'Llama-2-7B-Chat',
    promptSources: [1, 2, 3],
    promptTokens: 640,
    reusedTokens: 96,
    outputTokens: 47,
    guessedTokens: 14,
    acceptedTokens: 12,
    loadMs: 2300,
    readMs: 14_100,
    writeMs: 11_800,
    droppedTurns: 0,
    stop: 'end',
    fewer: { sources: 1, seconds: 3 },
    more: { sources: 5, seconds: 11 },
    canContinue: false,
    canReplay: true,
  },
});

export const reading: ChatEntry = entry({
  id: 'b',
  question: 'In which order are adapters tried for a URL?',
  phase: 'reading',
  searchMs: 90,
  sources: [
    source(
      1,
      { path: 'src/requests/sessions.py', range: '479-493', symbol: 'mount', language: 'python' },
      [
        [480, '    """Registers a connection adapter'],
        [482, '!    Adapters are sorted in descending'],
        [483, '!    order by prefix length.'],
      ],
    ),
    source(2, {
      path: 'src/requests/sessions.py',
      range: '451-466',
      symbol: 'get_adapter',
      language: 'python',
    }),
    source(3, {
      path: 'docs/user/advanced.rst',
      range: '880-902',
      symbol: '',
      language: 'restructuredtext',
    }),
  ],
  reading: {
    readTokens: 412,
    totalTokens: 640,
    secondsLeft: 14,
    fewer: { sources: 1, seconds: 3 },
  },
});

export const withoutModel: ChatEntry = entry({
  id: 'c',
  question: 'How is the session cookie signed?',
  phase: 'done',
  searchMs: 110,
  sources: [
    source(1, { path: 'src/flask/sessions.py', range: '298-325', symbol: '', language: 'python' }, [
      [300, '    salt = "cookie-session"'],
      [302, '    digest_method = staticmethod(_lazy_sha1)'],
      [313, '!        return URLSafeTimedSerializer(keys, salt=self.salt)'],
    ]),
    source(2, {
      path: 'docs/config.rst',
      range: '180-206',
      symbol: '',
      language: 'restructuredtext',
    }),
    source(3, { path: 'tests/test_basic.py', range: '402-431', symbol: '', language: 'python' }),
  ],
});

export const indexing: ChatState = chat({
  index: {
    ...emptyChat.index,
    phase: 'meaning',
    files: 118,
    totalFiles: 169,
    chunks: 900,
    embeddedChunks: 558,
    secondsLeft: 20,
    skipped: [
      { count: 7, reason: 'images' },
      { count: 3, reason: 'over 1.5 MB' },
      { count: 2, reason: 'by .gitignore' },
    ],
  },
  exampleQuestions: [
    'What does Flask.make_response accept?',
    'Where are blueprints registered?',
    'How is the test client’s cookie jar kept?',
  ],
});
