import assert from 'node:assert/strict';
import type {
  Answer,
  AnswerContinuation,
  AnswerEvent,
  AnswerRequest,
} from '../../../../src/core/answering/answer.ts';
import type { Notice } from '../../../../src/core/conversation/chatState.ts';
import { Failure, isFailure } from '../../../../src/core/errors.ts';
import type { Cancellation } from '../../../../src/core/ports/cancellation.ts';
import { settingsSchema } from '../../../../src/core/settings/settingsSchema.ts';
import { parseSettings } from '../../../../src/core/settings/parseSettings.ts';
import type { NotUsefulSource } from '../../../../src/core/ports/retriever.ts';
import { markedSource } from '../../../../src/vscode/chat/sources/notUsefulSources.ts';
import { ChatStore } from '../../../../src/vscode/chat/conversations/chatStore.ts';
import { ChatSession } from '../../../../src/vscode/chat/chatSession.ts';
import type { FileText } from '../../../../src/vscode/text/sourceDrift.ts';
import { parseConversation } from '../../../../src/vscode/chat/conversations/savedConversation.ts';
import type { SavedConversation } from '../../../../src/vscode/chat/conversations/savedConversation.ts';
import { generation } from '../generation.ts';
import { hit } from '../hits.ts';
import { wording } from '../../../../src/core/texts/wording.ts';

const folder = { root: '/work/flask', name: 'flask' };
const timings = { lexicalMs: 1, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 2 };
const found: Answer = {
  result: { hits: [hit({ text: 'a' })], meaningSearch: 'absent', generations: {}, timings },
  text: null,
  citations: [],
  sentences: [],
  generation: null,
};

interface Call {
  readonly request: AnswerRequest;
  readonly emit: (event: AnswerEvent) => void;
  readonly cancellation: Cancellation;
  readonly finish: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * A conversation with an engine whose answers the test controls; the real engine has its own tests.
 */
function open(
  roots: readonly string[] = [folder.root],
  beforePreview = (): void => undefined,
  readFile = (): FileText => 'unreadable',
  offerUnder: (question: string) => Notice | null = () => null,
) {
  const store = new ChatStore();
  const calls: Call[] = [];
  const continued: (Omit<Call, 'request'> & { continuation: AnswerContinuation })[] = [];
  const bugs: unknown[] = [];
  const kept: SavedConversation[] = [];
  const marked: NotUsefulSource[] = [];
  let called = (): void => undefined;
  const conversation = new ChatSession({
    store,
    engine: {
      previewPrompt: ({ question, promptTokens }) => {
        beforePreview();
        return Promise.resolve(`${question} in ${promptTokens} tokens`);
      },
      answer: (request, emit, cancellation) =>
        new Promise((finish, fail) => {
          calls.push({ request, emit, cancellation, finish, fail });
          called();
        }),
      continueAnswer: (continuation, emit, cancellation) =>
        new Promise((finish, fail) => {
          continued.push({ continuation, emit, cancellation, finish, fail });
        }),
    },
    index: { folders: [folder], searchable: () => Promise.resolve() },
    editor: (preferActive) => ({ active: null, selection: null, open: [], preferActive }),
    notUseful: () => marked,
    targets: () => ({ roots, filter: { paths: [], languages: [] } }),
    readFile: () => Promise.resolve(readFile()),
    settings: () => parseSettings(() => undefined, settingsSchema),
    logError: (error) => {
      bugs.push(error);
    },
    offerUnder,
    keep: (one) => {
      kept.push(one);
    },
  });
  const nextCall = async (): Promise<Call> => {
    const count = calls.length;
    await new Promise<void>((resolve) => {
      called = resolve;
    });
    return calls[count]!;
  };
  return {
    store,
    conversation,
    bugs,
    kept,
    marked,
    continued,
    nextCall,
    entry: (index: number) => store.state.entries[index],
  };
}

describe('a conversation', () => {
  it('shows marks at the sources of new answers and of reopened ones', async () => {
    const { conversation, nextCall, entry, kept, marked } = open();
    marked.push(markedSource(found.result.hits[0]!));
    const asked = conversation.ask('where?');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    assert.equal(entry(0)?.sources[0]?.notUseful, true);
    call.finish(found);
    await asked;
    marked.length = 0;
    conversation.showMarks();
    assert.equal(entry(0)?.sources[0]?.notUseful, false);
    marked.push(markedSource(found.result.hits[0]!));
    conversation.reopen(kept.at(-1)!);
    assert.equal(entry(0)?.sources[0]?.notUseful, true);
  });

  it('shows the sources before the answer is finished', async () => {
    const { conversation, nextCall, entry } = open();
    void conversation.ask('where?');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    assert.deepEqual([entry(0)?.phase, entry(0)?.sources.length], ['searching', 1]);
  });

  it('shows an offer under a finished answer until it is answered', async () => {
    const offer = { message: 'Other?', actions: [] };
    const { conversation, nextCall, entry, kept } = open(
      undefined,
      undefined,
      undefined,
      (question) => (question === '세션은?' ? offer : null),
    );
    for (const question of ['where?', '세션은?']) {
      const asked = conversation.ask(question);
      (await nextCall()).finish(found);
      await asked;
    }
    assert.deepEqual([entry(0)?.notice, entry(1)?.notice], [null, offer]);
    const saved = kept.length;
    conversation.closeNotice(entry(1)!.id);
    assert.equal(entry(1)?.notice, null);
    assert.ok(kept.length > saved);
  });

  it("streams the model's words and ends as done", async () => {
    const { conversation, nextCall, entry } = open();
    const asked = conversation.ask('where?');
    const call = await nextCall();
    call.emit({ type: 'text', delta: 'In ' });
    call.emit({ type: 'text', delta: 'app.py' });
    assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['writing', 'In app.py']);
    call.finish({ ...found, text: 'In app.py.' });
    await asked;
    assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['done', 'In app.py.']);
  });

  it('stops at once and shows nothing that arrives later', async () => {
    const { conversation, nextCall, entry } = open();
    const asked = conversation.ask('where?');
    const call = await nextCall();
    conversation.stop();
    assert.equal(entry(0)?.phase, 'stopped');
    assert.ok(call.cancellation.aborted);
    call.emit({ type: 'text', delta: 'too late' });
    call.fail(new Failure('cancelled', 'Stopped.'));
    await asked;
    assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['stopped', null]);
  });

  it('stops the running answer when another question is asked', async () => {
    const { conversation, nextCall, entry } = open();
    void conversation.ask('first');
    const first = await nextCall();
    void conversation.ask('second');
    await nextCall();
    assert.ok(first.cancellation.aborted);
    assert.deepEqual([entry(0)?.phase, entry(1)?.phase], ['stopped', 'searching']);
  });

  it('can stop the second answer once the first has ended', async () => {
    const { conversation, nextCall, entry } = open();
    const firstAsked = conversation.ask('first');
    const first = await nextCall();
    void conversation.ask('second');
    const second = await nextCall();
    first.fail(new Failure('cancelled', 'Stopped.'));
    await firstAsked;
    conversation.stop();
    assert.ok(second.cancellation.aborted);
    assert.equal(entry(1)?.phase, 'stopped');
  });

  it('says why an answer failed and offers a remedy', async () => {
    const { conversation, nextCall, entry } = open();
    const asked = conversation.ask('where?');
    (await nextCall()).fail(
      new Failure('process-crashed', wording('The model process ended with SIGKILL.')),
    );
    await asked;
    assert.equal(entry(0)?.phase, 'failed');
    assert.deepEqual(
      entry(0)?.notice?.actions.map(({ id }) => id),
      ['retry', 'show-log'],
    );
  });

  it('ends an answer that hits a bug, and logs the bug', async () => {
    const { conversation, nextCall, entry, bugs } = open();
    const asked = conversation.ask('where?');
    const bug = new TypeError('undefined is not a function');
    (await nextCall()).fail(bug);
    await asked;
    assert.equal(entry(0)?.phase, 'failed');
    assert.deepEqual(bugs, [bug]);
  });

  it('passes finished turns on, but not stopped ones', async () => {
    const { conversation, nextCall } = open();
    const first = conversation.ask('first');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    call.finish({ ...found, text: 'yes' });
    await first;
    void conversation.ask('second');
    await nextCall();
    void conversation.ask('third');
    assert.deepEqual((await nextCall()).request.history, [
      { question: 'first', answer: 'yes', sources: [{ root: folder.root, path: 'src/app.py' }] },
    ]);
  });

  it('asks again without the turns after the question', async () => {
    const { conversation, nextCall, entry } = open();
    const first = conversation.ask('first');
    (await nextCall()).finish({ ...found, text: 'yes' });
    await first;
    void conversation.askAgain(entry(0)?.id ?? '');
    const again = await nextCall();
    assert.deepEqual([again.request.question, again.request.history], ['first', []]);
  });

  it('asks again with the chosen number of the same sources, whatever the budgets', async () => {
    const { conversation, nextCall, entry } = open();
    const first = conversation.ask('first');
    const { request } = await nextCall();
    conversation.stop();
    void conversation.askAgain(entry(0)?.id ?? '', 5);
    const again = await nextCall();
    assert.deepEqual([request.maxSources, request.promptTokens], [undefined, 900]);
    assert.deepEqual(
      [
        again.request.maxSources,
        again.request.topK,
        again.request.promptTokens,
        again.request.budgetSeconds,
      ],
      [5, request.topK, 2048, undefined],
    );
    void first;
  });

  it('asks again with twice the maximum answer length', async () => {
    const { conversation, nextCall, entry } = open();
    const first = conversation.ask('first');
    (await nextCall()).finish({ ...found, text: 'cut', generation });
    await first;
    void conversation.answerLonger(entry(0)?.id ?? '');
    const { request } = await nextCall();
    assert.equal(request.decoding.maxTokens, 2 * generation.timings.outputTokens);
    assert.equal(request.question, 'first');
  });

  it('shows the prompt that a question would send, or none without a question', async () => {
    assert.equal(
      await open().conversation.preview('where?', new AbortController().signal),
      'where? in 900 tokens',
    );
    assert.equal(await open([]).conversation.preview('where?', new AbortController().signal), null);
  });

  it('shows no prompt that arrives after the preview was cancelled', async () => {
    const cancelling = new AbortController();
    const { conversation } = open([folder.root], () => {
      cancelling.abort();
    });
    await assert.rejects(conversation.preview('where?', cancelling.signal), (error) =>
      isFailure(error, 'cancelled'),
    );
  });

  it('finds the newest answer of a model, whatever was asked after it', async () => {
    const { conversation, nextCall } = open();
    const ask = async (question: string, answer: Answer): Promise<void> => {
      const asked = conversation.ask(question);
      (await nextCall()).finish(answer);
      await asked;
    };
    assert.equal(conversation.lastAnswer, null);
    await ask('before', found);
    assert.equal(conversation.lastAnswer, null);
    const answered = { ...found, text: 'yes', generation };
    await ask('answered', answered);
    await ask('nothing relevant', found);
    const stopped = conversation.ask('stopped');
    const call = await nextCall();
    conversation.stop();
    call.fail(new Failure('cancelled', 'Stopped.'));
    await stopped;
    assert.equal(conversation.lastAnswer, answered);
  });

  it('is saved whenever an answer ends, even if a new conversation stops it', async () => {
    const { conversation, nextCall, kept } = open();
    const first = conversation.ask('first');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    call.finish({ ...found, text: 'yes' });
    await first;
    assert.deepEqual(
      kept
        .at(-1)
        ?.entries.map(({ question, phase, text, hits }) => [question, phase, text, hits.length]),
      [['first', 'done', 'yes', 1]],
    );
    void conversation.ask('second');
    await nextCall();
    conversation.clear();
    assert.deepEqual(
      kept.at(-1)?.entries.map(({ question, phase }) => [question, phase]),
      [
        ['first', 'done'],
        ['second', 'stopped'],
      ],
    );
    assert.equal(new Set(kept.map(({ id }) => id)).size, 1);
  });

  it('saves a running question as interrupted, in case it never ends', async () => {
    const { conversation, nextCall, kept, entry } = open();
    void conversation.ask('where?');
    const call = await nextCall();
    assert.deepEqual(
      kept.at(-1)?.entries.map(({ question, interrupted }) => [question, interrupted]),
      [['where?', true]],
    );
    call.emit({ type: 'sources', result: found.result });
    const saved = parseConversation(JSON.stringify(kept.at(-1)));
    assert.ok(saved !== null);
    assert.equal(saved.entries[0]?.hits.length, 1);
    conversation.clear();
    conversation.reopen(saved);
    assert.deepEqual([entry(0)?.question, entry(0)?.phase], ['where?', 'stopped']);
    assert.match(entry(0)?.notice?.message ?? '', /^Interrupted/);
    const again = conversation.ask('again');
    (await nextCall()).finish(found);
    await again;
    assert.deepEqual(
      kept.at(-1)?.entries.map(({ phase, interrupted }) => [phase, interrupted]),
      [
        ['stopped', true],
        ['done', undefined],
      ],
    );
  });

  it('continues where it was when it is reopened from its saved state', async () => {
    const { conversation, nextCall, kept, entry, store } = open();
    const first = conversation.ask('first');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    call.finish({ ...found, text: 'yes' });
    await first;
    const { sources } = entry(0)!;
    const saved = parseConversation(JSON.stringify(kept.at(-1)));
    assert.ok(saved !== null);
    conversation.clear();
    assert.notEqual(conversation.id, saved.id);
    conversation.reopen(saved);
    assert.equal(conversation.id, saved.id);
    assert.deepEqual(
      [entry(0)?.text, entry(0)?.phase, entry(0)?.sources],
      ['yes', 'done', sources],
    );
    assert.equal(conversation.source(entry(0)!.id, 1)?.path, 'src/app.py');
    void conversation.ask('second');
    assert.deepEqual((await nextCall()).request.history, [
      { question: 'first', answer: 'yes', sources: [{ root: folder.root, path: 'src/app.py' }] },
    ]);
    assert.equal(store.state.entries.length, 2);
  });

  it('shows what happened to its sources when it is reopened, until it is undone', async () => {
    let file: FileText = { text: 'b' };
    const { conversation, nextCall, kept, entry } = open(undefined, undefined, () => file);
    const asked = conversation.ask('where?');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    call.finish({ ...found, text: 'yes' });
    await asked;
    conversation.reopen(kept.at(-1)!);
    await conversation.checkSources();
    assert.equal(entry(0)?.sources[0]?.drift, 'Edited since it was found.');
    file = null;
    await conversation.checkSources(({ path }) => path === 'src/other.py');
    assert.equal(entry(0)?.sources[0]?.drift, 'Edited since it was found.');
    await conversation.checkSources(({ path }) => path === 'src/app.py');
    assert.equal(entry(0)?.sources[0]?.drift, 'This file no longer exists.');
    const { range, text } = found.result.hits[0]!;
    file = { text: '\n'.repeat(range.startLine - 1) + text };
    await conversation.checkSources();
    assert.equal(entry(0)?.sources[0]?.drift, '');
  });

  it('says that these are only the closest places if nothing is relevant', async () => {
    const { conversation, nextCall, entry } = open();
    const asked = conversation.ask('where?');
    (await nextCall()).finish({ ...found, result: { ...found.result, nothingRelevant: true } });
    await asked;
    assert.match(entry(0)?.notice?.message ?? '', /closest places/);
  });

  it('answers with a notice if no folder is open', async () => {
    const { conversation, entry } = open([]);
    await conversation.ask('where?');
    assert.equal(entry(0)?.phase, 'failed');
    assert.match(entry(0)?.notice?.message ?? '', /no folder to ask/);
  });

  it('finds the definition of a doubted name by its place, also when reopened', async () => {
    const { conversation, nextCall, entry, kept } = open();
    const asked = conversation.ask('where?');
    const call = await nextCall();
    call.emit({ type: 'sources', result: found.result });
    const definedIn = { source: 1, path: 'src/other.py', line: 7, text: 'def go():' };
    call.finish({
      ...found,
      text: 'It calls `go`.',
      sentences: [
        {
          start: 0,
          end: 14,
          verdict: 'not-in-lines',
          doubted: [{ start: 9, end: 13, sign: 'name', instead: [], definedIn }],
        },
      ],
    });
    await asked;
    conversation.reopen(parseConversation(JSON.stringify(kept.at(-1)))!);
    const id = entry(0)?.id ?? '';
    const opened = conversation.definition(id, 9);
    assert.deepEqual(
      [opened?.root, opened?.path, opened?.range.startLine],
      [folder.root, 'src/other.py', 7],
    );
    assert.equal(conversation.definition(id, 10), null);
    assert.equal(conversation.definition('unknown', 9), null);
  });

  it('finds the sources of an answer by number, and no others', async () => {
    const { conversation, nextCall, entry } = open();
    void conversation.ask('where?');
    (await nextCall()).emit({ type: 'sources', result: found.result });
    const id = entry(0)?.id ?? '';
    assert.equal(conversation.source(id, 1)?.path, 'src/app.py');
    assert.equal(conversation.source(id, 2), null);
    assert.equal(conversation.source('unknown', 1), null);
  });

  it('asks an edited question with the history before it, and saves both versions', async () => {
    const { store, conversation, kept, nextCall } = open();
    const ask = async (asking: Promise<void>, text: string): Promise<AnswerRequest> => {
      const call = await nextCall();
      call.finish({ ...found, text });
      await asking;
      return call.request;
    };
    await ask(conversation.ask('first'), 'one');
    await ask(conversation.ask('second'), 'two');
    await ask(conversation.ask('third'), 'three');
    const second = store.state.entries[1]?.id ?? '';
    const request = await ask(conversation.askInstead(second, 'second, edited'), 'four');
    assert.deepEqual(
      request.history.map(({ question }) => question),
      ['first'],
    );
    const questions = (): readonly string[] => store.state.entries.map((one) => one.question);
    assert.deepEqual(questions(), ['first', 'second, edited']);
    conversation.showVersion(second);
    assert.deepEqual(questions(), ['first', 'second', 'third']);
    const saved = parseConversation(JSON.stringify(kept.at(-1)));
    assert.ok(saved);
    conversation.clear();
    conversation.reopen(saved);
    const edited = store.state.hidden[0]?.[0];
    assert.deepEqual([questions().length, edited?.question], [3, 'second, edited']);
    conversation.showVersion(edited?.id ?? '');
    const next = await ask(conversation.ask('fourth'), 'five');
    assert.deepEqual(
      next.history.map(({ question }) => question),
      ['first', 'second, edited'],
    );
  });

  describe('that continues an answer which was cut', () => {
    const cut: Answer = {
      ...found,
      text: 'In app',
      generation: { ...generation, text: 'In app', stop: 'max-tokens' },
    };
    async function cutAnswer() {
      const opened = open();
      const asked = opened.conversation.ask('where?');
      (await opened.nextCall()).finish(cut);
      await asked;
      const id = opened.entry(0)?.id ?? '';
      assert.equal(opened.entry(0)?.details?.canContinue, true);
      const ended = opened.conversation.continueAnswer(id);
      const [call] = opened.continued;
      assert.ok(call);
      return { ...opened, id, call, ended };
    }

    it('appends to its words and ends with the whole answer', async () => {
      const { entry, call, ended, conversation, id } = await cutAnswer();
      assert.deepEqual([call.continuation.answer, call.continuation.question], [cut, 'where?']);
      assert.ok(call.continuation.maxTokens > 0);
      call.emit({ type: 'text', delta: '.py' });
      assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['writing', 'In app.py']);
      const whole = { ...cut, text: 'In app.py.', generation: { ...generation } };
      call.finish(whole);
      await ended;
      assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['done', 'In app.py.']);
      assert.equal(conversation.answer(id), whole);
    });

    it('keeps the words so far when it is stopped', async () => {
      const { entry, call, conversation } = await cutAnswer();
      call.emit({ type: 'text', delta: '.py' });
      conversation.stop();
      assert.ok(call.cancellation.aborted);
      assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['stopped', 'In app.py']);
    });

    it('shows the answer as it was, and why, if it fails', async () => {
      const { entry, call, ended } = await cutAnswer();
      call.emit({ type: 'text', delta: '.py' });
      call.fail(new Failure('model-incapable', wording('The model file has changed.')));
      await ended;
      assert.deepEqual([entry(0)?.phase, entry(0)?.text], ['done', 'In app']);
      assert.match(entry(0)?.notice?.message ?? '', /The model file has changed/);
    });
  });
});
