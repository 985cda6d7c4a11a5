import assert from 'node:assert/strict';
import fc from 'fast-check';
import { citeSources } from '../../../src/core/answering/citations.ts';
import type { SeenSource } from '../../../src/core/answering/citations.ts';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';
import type { Citation } from '../../../src/core/domain.ts';

const adapters = {
  number: 1,
  label: 'sessions.py:790',
  text:
    'def mount(self, prefix, adapter):\n    """Adapters are sorted in ' +
    'descending order by prefix length."""\n    self.adapters[prefix] = adapter',
};
const routes = {
  number: 2,
  label: 'app.py:12',
  text:
    'def match_request(self):\n    """Matches the URL to a view function."""\n    ' +
    'return self.url_adapter.match()',
};

function cite(
  text: string,
  sources: readonly SeenSource[] = [adapters, routes],
): readonly Citation[] {
  return citeSources(text, splitSentences(text), sources);
}

/** Markers and the text at their offsets, short enough to compare. */
function marks(text: string, sources = [adapters, routes]): readonly string[] {
  return cite(text, sources).map(({ marker, origin, offset }) =>
    `${marker} ${origin} ${text.slice(offset, offset + 4)}`.trim(),
  );
}

describe('citeSources', () => {
  it('finds the marks that the model wrote, alone, in a list and side by side', () => {
    assert.deepEqual(marks('Yes [1]. Both [1, 2]. So[2][1].'), [
      '1 model [1].',
      '1 model [1,',
      '2 model [1,',
      '2 model [2][',
      '1 model [1].',
    ]);
  });

  it('ignores numbers of sources that the model did not see', () => {
    assert.deepEqual(marks('Yes [3]. No [0]. Both [1, 9].'), ['1 model [1,']);
  });

  it('ignores brackets in code and links', () => {
    assert.deepEqual(marks('Use `argv[1]` or [1](http://x.y).\n```\nargv[2]\n```\n'), []);
  });

  it('cites both sources if a sentence has names from two', () => {
    assert.deepEqual(marks('While `mount` sorts adapters by prefix, `match_request` matches.'), [
      '1 attributed',
      '2 attributed',
    ]);
  });

  it('cites the source that declares a name besides one that only uses it', () => {
    const source = (number: number, label: string, text: string) => ({ number, label, text });
    const cases = [
      {
        sentence: '`isFailed` is false for a pending suite, since `isPending` asks the parent too.',
        uses: 'isFailed() {\n  return !this.isPending() && this.state === failed;\n}',
        declares: 'isPending() {\n  return this.pending || this.parent.isPending();\n}',
      },
      {
        sentence: 'At the start init() reads the mode, and SetMode() panics at an unknown value.',
        uses: 'func init() {\n\tmode := os.Getenv(EnvGinMode)\n\tSetMode(mode)\n}',
        declares: '// Sets the mode.\nfunc SetMode(value string) {\n\tpanic("unknown")\n}',
      },
      {
        sentence: 'A request is retried by `fetch_all` up to `MAX_RETRIES` times.',
        uses: 'def fetch_all(urls):\n    for attempt in range(MAX_RETRIES):\n        retry(urls)',
        declares: 'MAX_RETRIES = 3\nTIMEOUT = 10',
      },
      {
        sentence: 'The `Server` starts with the `ServerOptions` that it is given.',
        uses: 'class Server {\n  constructor(options: ServerOptions) { this.start(options); }\n}',
        declares: 'export interface ServerOptions {\n  port: number;\n}',
      },
    ];
    for (const { sentence, uses, declares } of cases) {
      const sources = [source(1, 'a', uses), source(2, 'b', declares), source(3, 'c', routes.text)];
      const cited = marks(sentence, sources).toSorted();
      assert.deepEqual(cited, ['1 attributed', '2 attributed'], sentence);
    }
  });

  it('cites one source where the other only takes a parameter of that name', () => {
    const sources = [
      { number: 1, label: 'a', text: 'def send(self, request):\n    verify(request.timeout)' },
      { number: 2, label: 'b', text: 'def close(self, timeout=3):\n    self.pool.close()' },
    ];
    assert.deepEqual(marks('`send` verifies the `timeout` of the request.', sources), [
      '1 attributed',
    ]);
  });

  it('narrows a citation to the lines that support its sentence', () => {
    const long = {
      number: 1,
      label: 'a.py:1-6',
      text: ['import os', '', 'limit = 3', '', 'def retry():', '    pass'].join('\n'),
    };
    assert.deepEqual(
      cite('The limit is 3 [1].', [long]).map(({ lines }) => lines),
      [{ first: 3, last: 3 }],
    );
  });

  it('quotes the lines that a mark names, word for word', () => {
    const [first] = cite('They are sorted [1:791-792].', [{ ...adapters, firstLine: 790 }]);
    assert.deepEqual(first, {
      marker: 1,
      origin: 'model',
      offset: 16,
      lines: { first: 2, last: 3 },
      quote:
        '    """Adapters are sorted in descending order by prefix length."""\n' +
        '    self.adapters[prefix] = adapter',
    });
  });

  it('quotes nothing if the source does not have all lines that a mark names', () => {
    for (const lines of ['789-790', '792-793', '792-791', '1-3'])
      assert.deepEqual(
        cite(`Yes [1:${lines}].`, [{ ...adapters, firstLine: 790 }]).map(({ quote }) => quote),
        [undefined],
      );
  });

  it('attributes a sentence without a mark to the source that shares its rare words', () => {
    assert.deepEqual(
      cite(
        'The adapters are sorted by the length of their prefix, descending. It matches the ' +
          'URL to view functions. [1]',
      ),
      [
        { marker: 1, origin: 'attributed', offset: 66 },
        { marker: 1, origin: 'model', offset: 105 },
      ],
    );
  });

  it('attributes a sentence whose mark names no source', () => {
    assert.deepEqual(marks('The URL is matched to a view function [7].'), ['2 attributed']);
  });

  it('attributes nothing if no source has the words', () => {
    assert.deepEqual(marks('Templates are rendered with Jinja. Cookies are signed.'), []);
  });

  it('attributes nothing for one word in common', () => {
    assert.deepEqual(marks('Use the prefix.'), []);
  });

  it('prefers the better ranked of two sources that share the same words', () => {
    assert.deepEqual(
      marks('Adapters are sorted by prefix length.', [
        { ...adapters, number: 4 },
        { ...adapters, number: 5 },
      ]),
      ['4 attributed'],
    );
  });

  it('cites only sources that were seen, in order, at marks or ends of sentences', () => {
    const words = fc.constantFrom(
      'adapters',
      'sorted',
      'prefix',
      'length',
      'URL',
      'view',
      'function',
      '[1]',
      '[2]',
      '[1, 2]',
      '[3]',
      '`[1]`',
      '.',
      '\n\n',
      '```',
    );
    fc.assert(
      fc.property(fc.array(words), fc.subarray([adapters, routes]), (parts, sources) => {
        const text = parts.join(' ');
        const sentences = splitSentences(text);
        const cited = citeSources(text, sentences, sources);
        let last = 0;
        for (const { marker, origin, offset } of cited) {
          assert(sources.some(({ number }) => number === marker));
          assert(offset >= last);
          last = offset;
          if (origin === 'model') assert.match(text.slice(offset), /^\[[\d, ]+\]/);
          const sentence = sentences.find(({ end }) => end === offset);
          if (origin === 'attributed')
            assert(
              sentence !== undefined &&
                !cited.some(
                  (other) =>
                    other.origin === 'model' &&
                    sentence.start <= other.offset &&
                    other.offset < offset,
                ),
            );
        }
      }),
    );
  });
});
