import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxQuestionLength, pageMessages } from '../../../src/protocol/chatMessages.ts';
import { parseChatMessage } from '../../../src/protocol/parseChatMessage.ts';
import { usedProcessorMs } from '../../support/usedProcessorMs.ts';

const notification = (method: string, params?: unknown) => ({
  jsonrpc: '2.0',
  method,
  ...(params === undefined ? {} : { params }),
});

const methods = Object.keys(pageMessages).map((name) => `chat/${name}`);

describe('parseChatMessage', () => {
  it('accepts the request for the first snapshot', () => {
    const ready = { jsonrpc: '2.0', id: 0, method: 'chat/ready', params: [null] };
    assert.deepEqual(parseChatMessage(ready), ready);
  });

  it('accepts requests for names only within bounds', () => {
    const request = (method: string, params: unknown) => ({
      jsonrpc: '2.0',
      id: 1,
      method,
      params,
    });
    const typed = request('chat/suggestNames', { typed: 'ses' });
    assert.deepEqual(parseChatMessage(typed), typed);
    const dropped = request('chat/nameDropped', { uris: ['file:///a'] });
    assert.deepEqual(parseChatMessage(dropped), dropped);
    const outline = request('chat/outline', { entry: 'a', source: 1 });
    assert.deepEqual(parseChatMessage(outline), outline);
    for (const refused of [
      request('chat/outline', { entry: 'a', source: 0 }),
      request('chat/outline', { entry: '../a', source: 1 }),
      request('chat/suggestNames', { typed: 'x'.repeat(201) }),
      request('chat/suggestNames', { typed: 'ses', root: '/' }),
      request('chat/nameDropped', { uris: [] }),
      request('chat/nameDropped', { uris: Array<string>(101).fill('file:///a') }),
      request('chat/ask', { question: 'q' }),
      { jsonrpc: '2.0', method: 'chat/suggestNames', params: { typed: 'ses' } },
    ])
      assert.equal(parseChatMessage(refused), null, JSON.stringify(refused).slice(0, 90));
  });

  it('trims a question', () => {
    assert.deepEqual(
      parseChatMessage(notification('chat/ask', { question: '  where?\n' })),
      notification('chat/ask', { question: 'where?' }),
    );
  });

  it('accepts every message that the page can send', () => {
    const samples = [
      undefined,
      { entry: 'a' },
      { entry: 'a', source: 1 },
      { entry: 'a', at: 14 },
      { entry: 'a', source: 1, lines: { first: 3, last: 90_000 } },
      { entry: 'a', code: 'x = 1' },
      { entry: 'a', code: 'x = 1', language: 'python' },
      { entry: 'a', sources: 1 },
      { entry: null, action: 'retry' },
      { model: 'chat' },
      { paused: true },
      { path: 'src/' },
      { preset: 'precise' },
      { question: 'q' },
      { entry: 'a', question: 'q' },
      { setting: 'decoding.topK', value: 7 },
      { entry: 'a', source: 1, notUseful: true },
    ];
    for (const method of methods) {
      assert.ok(
        samples.some((params) => parseChatMessage(notification(method, params)) !== null),
        method,
      );
    }
  });

  it('refuses messages that only the host sends', () => {
    assert.equal(parseChatMessage(notification('chat/changed', { type: 'cleared' })), null);
    assert.equal(parseChatMessage(notification('chat/focusComposer', { text: null })), null);
  });

  it('refuses an empty question and one over the maximum length', () => {
    assert.equal(parseChatMessage(notification('chat/ask', { question: ' \n\t' })), null);
    assert.notEqual(
      parseChatMessage(notification('chat/ask', { question: 'q'.repeat(maxQuestionLength) })),
      null,
    );
    assert.equal(
      parseChatMessage(notification('chat/ask', { question: 'q'.repeat(maxQuestionLength + 1) })),
      null,
    );
  });

  it('refuses texts of 10 MB in every parameter of every message, soon enough', () => {
    const huge = 'x'.repeat(10_000_000);
    const startMs = usedProcessorMs();
    const keys = [
      ...['question', 'entry', 'code', 'language', 'path', 'setting', 'value', 'source', 'lines'],
      ...['model', 'preset', 'action', 'paused', 'notUseful', 'sources', 'typed', 'uris'],
    ];
    for (const method of [...methods, huge])
      for (const key of keys)
        assert.equal(
          parseChatMessage(notification(method, { [key]: huge })),
          null,
          `${method.slice(0, 40)} ${key}`,
        );
    assert.equal(parseChatMessage(notification('chat/stop', huge)), null);
    assert.equal(parseChatMessage(huge), null);
    const tookMs = usedProcessorMs() - startMs;
    assert.ok(tookMs < 10_000, `${tookMs} ms`);
  });

  it('refuses a source number that is not a number from 1 to 100', () => {
    for (const source of [0, 101, -1, 1.5, NaN, Infinity, '1', null, [1], {}]) {
      assert.equal(
        parseChatMessage(notification('chat/openSource', { entry: 'a', source })),
        null,
        JSON.stringify(source),
      );
    }
  });

  it('refuses overlong code and a language that is not a plain name', () => {
    const open = (code: string, language: string) =>
      parseChatMessage(notification('chat/openCode', { entry: 'a', code, language }));
    assert.notEqual(open('x', 'c++'), null);
    for (const [code, language] of [
      ['', 'c'],
      ['x'.repeat(100_001), 'c'],
      ['x', 'a b'],
      ['x', '../x'],
      ['x', 'c'.repeat(33)],
    ] as const)
      assert.equal(open(code, language), null, language);
  });

  it('refuses an entry id that is not a plain id', () => {
    for (const entry of [
      '',
      '../../etc/passwd',
      'a b',
      'a\n',
      '__proto__.x',
      'x'.repeat(65),
      7,
      null,
      ['a'],
      { toString: () => 'a' },
    ]) {
      assert.equal(
        parseChatMessage(notification('chat/copyAnswer', { entry })),
        null,
        String(entry),
      );
    }
  });

  it('refuses extra parameters', () => {
    assert.equal(
      parseChatMessage(
        notification('chat/openSource', { entry: 'a', source: 1, path: '/etc/passwd' }),
      ),
      null,
    );
    assert.equal(
      parseChatMessage(
        notification('chat/openDefinition', { entry: 'a', at: 1, path: '/etc/passwd' }),
      ),
      null,
    );
    assert.equal(parseChatMessage({ ...notification('chat/stop'), extra: 1 }), null);
    assert.equal(parseChatMessage(notification('chat/stop', { now: true })), null);
  });

  it('refuses unknown methods, requests for anything but the snapshot, and responses', () => {
    for (const method of [
      '',
      'chat/',
      'constructor',
      '__proto__',
      'toString',
      '$/cancelRequest',
      'index/removeFolder',
      'workbench.action.quit',
    ]) {
      assert.equal(parseChatMessage(notification(method, {})), null, method);
    }
    assert.equal(parseChatMessage({ jsonrpc: '2.0', id: 1, method: 'chat/stop' }), null);
    assert.equal(parseChatMessage({ jsonrpc: '2.0', id: 1, result: 'x' }), null);
  });

  it('never throws and accepts only known methods, whatever arrives', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }),
        fc.constantFrom(...methods),
        (value, method) => {
          assert.equal(parseChatMessage(value), null);
          const parsed = parseChatMessage({ jsonrpc: '2.0', method, params: value });
          if (parsed !== null)
            assert.ok(JSON.stringify(parsed).length < maxQuestionLength * 6 + 200);
        },
      ),
      { numRuns: 500 },
    );
  });
});
