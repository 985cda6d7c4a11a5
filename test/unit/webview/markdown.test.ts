import assert from 'node:assert/strict';
import fc from 'fast-check';
import { citationMarks, sourcesOf } from '../../../src/core/answering/text/citationMarks.ts';
import { isSafeLink, parseAnswer } from '../../../webview/answer/markdown.ts';
import type { Marks } from '../../../webview/answer/answerMarks.ts';
import type { Block, Inline } from '../../../webview/answer/markdownNodes.ts';

const noMarks: Marks = { citations: [], sentences: [], writing: false, sourceCount: 9 };
const cited = (...at: readonly (readonly [marker: number, offset: number])[]): Marks => ({
  ...noMarks,
  citations: at.map(([marker, offset]) => ({ marker, offset, origin: 'attributed' })),
});

/** The nodes in reading order, without nesting: what a user sees. */
function leaves(nodes: readonly (Block | Inline)[]): (Inline | Extract<Block, { kind: 'code' }>)[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case 'list':
        return node.items.flatMap((item) => leaves(item));
      case 'table':
        return node.rows.flat().flatMap((cell) => leaves(cell));
      case 'rule':
        return [];
      case 'text':
      case 'code':
      case 'break':
      case 'citation':
        return [node];
      default:
        return leaves(node.children);
    }
  });
}

/** The answer on one line: chips as `{2}`, doubtful parts as `~…~`. */
function shown(text: string, marks: Marks): string {
  return leaves(parseAnswer(text, marks))
    .map((leaf) => {
      if (leaf.kind === 'citation') return `{${leaf.marker}}`;
      if (leaf.kind === 'text') return leaf.doubt === null ? leaf.text : `~${leaf.text}~`;
      if (leaf.kind === 'code') return leaf.text;
      return '\n';
    })
    .join('');
}

function links(nodes: readonly (Block | Inline)[]): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'link') return [node.href, ...links(node.children)];
    if (node.kind === 'list') return node.items.flatMap((item) => links(item));
    if (node.kind === 'table') return node.rows.flat().flatMap((cell) => links(cell));
    return 'children' in node ? links(node.children) : [];
  });
}

describe('parseAnswer', () => {
  it('puts a chip at the citation’s offset', () => {
    assert.equal(
      shown('It matches. Then it calls.', cited([2, 11], [1, 26])),
      'It matches.{2} Then it calls.{1}',
    );
  });

  it('puts a chip after bold words that end the cited sentence', () => {
    const text = 'It calls **view_functions**. Done.';
    assert.equal(
      shown(text, cited([1, text.indexOf(' Done')])),
      'It calls view_functions.{1} Done.',
    );
    const inBold = '**It calls it.** Done.';
    const blocks = parseAnswer(inBold, cited([1, 16]));
    assert.deepEqual(
      blocks[0]?.kind === 'paragraph' && blocks[0].children.map(({ kind }) => kind),
      ['strong', 'citation', 'text'],
    );
  });

  it('keeps offsets right after links, escapes, entities and code', () => {
    const text = 'See [the end](https://example.org/end) \\*now\\* &amp; `end`. The end. And more.';
    assert.equal(
      shown(text, cited([3, text.indexOf(' And more')])),
      'See the end *now* & end. The end.{3} And more.',
    );
  });

  it('counts offsets correctly with Windows line ends', () => {
    const text = '# Title\r\n\r\nOne.\r\nTwo. Three.';
    assert.equal(shown(text, cited([1, text.indexOf(' Three')])), 'TitleOne. Two.{1} Three.');
  });

  it('keeps lists, tables and code intact if a citation or a doubt is on their marks', () => {
    const text = '- one.\n- two.\n\n```py\nx = 1\n```\n\n| a | b |\n|---|---|\n| c | d |';
    const kinds = (marks: Marks) =>
      parseAnswer(text, marks)
        .filter((block) => block.kind !== 'paragraph')
        .map((block) => block.kind);
    for (let offset = 0; offset <= text.length; offset++) {
      assert.deepEqual(
        kinds({
          ...cited([1, offset]),
          sentences: [{ start: offset, end: text.length, verdict: 'not-in-lines', doubted: [] }],
        }),
        ['list', 'code', 'table'],
      );
    }
  });

  it('shows a written mark once, as a chip, if there is a citation at it', () => {
    const written = (...at: readonly (readonly [marker: number, offset: number])[]): Marks => ({
      ...noMarks,
      citations: at.map(([marker, offset]) => ({ marker, offset, origin: 'model' })),
    });
    assert.equal(shown('It is [2].', written([2, 6])), 'It is {2}.');
    assert.equal(shown('It is [2].', written([2, 9])), 'It is {2}.');
    assert.equal(shown('It is [2, 3].', written([2, 6], [3, 6])), 'It is {2}{3}.');
    assert.equal(shown('It is [2, 8].', written([2, 6])), 'It is {2}.');
  });

  it('leaves brackets that are not a citation once the answer is finished', () => {
    assert.equal(shown('Use argv[1] and [7].', noMarks), 'Use argv[1] and [7].');
  });

  it('shows the marks of existing sources as chips while the answer streams', () => {
    assert.equal(
      shown('It is [2] and [1, 3], not [4].', { ...noMarks, writing: true, sourceCount: 3 }),
      'It is {2} and {1}{3}, not [4].',
    );
  });

  it('marks a doubtful sentence across bold words and line breaks, and only that', () => {
    const text = 'Sure. Matches are **kept\nfor** a minute. Fine.';
    const start = text.indexOf('Matches');
    const end = text.indexOf(' Fine');
    const marks: Marks = {
      ...noMarks,
      sentences: [
        { start: 0, end: 5, verdict: 'facts-found', doubted: [] },
        { start, end, verdict: 'not-in-lines', doubted: [] },
      ],
    };
    assert.equal(
      shown(text, marks).replaceAll('~~', ''),
      'Sure. ~Matches are kept for a minute.~ Fine.',
    );
    assert.equal(
      leaves(parseAnswer(text, marks)).filter((leaf) => leaf.kind === 'text' && leaf.doubt?.isFirst)
        .length,
      1,
    );
  });

  it('shows HTML as text', () => {
    for (const text of [
      '<img src=x onerror=alert(1)>',
      '</script><script>alert(1)</script>',
      'a <b onclick="x()">b</b>',
      '<!-- x -->',
    ]) {
      assert.equal(shown(text, noMarks), text);
    }
  });

  for (const text of [
    '__init__ and self.__dict__, __all__',
    '_private and other_, snake_case_name',
    'Files are **/*.ts and **/*.js, or src/**/*.ts and test/**.',
    'Globs *.ts, *.js, *test*.py and *spec*.py',
    'So 2*3*4 is 24 and x**2 + y**2, 2 * 3 * 4.',
    'def f(*args, **kwargs) and g(*a, **b)',
    'char *argv[], int *p, *q; *p = *q',
    '\\d+\\.\\d matches, \\w+\\*, ^\\s*$',
    'C:\\Users\\_x and C:\\_x, \\\\server\\share',
    'A cost of \\$5, a\\.b and \\(x\\)',
    'Box<T>, Map<K, V>, <T> and a < b > c, x <- y',
    'Use #include <stdio.h> & a && b || !c',
    'A | B, ~/x and ~/y, a~b~c',
    'Text === 1 and --x; y--',
  ]) {
    it(`keeps the characters of ${JSON.stringify(text)}`, () => {
      assert.equal(shown(text, noMarks), text);
    });
  }

  for (const [text, kinds] of [
    ['A **bold** word.', 'text strong text'],
    ['**Note:** it *is* so.', 'strong text emphasis text'],
    ['**`code`** and (**x**), **y**.', 'strong text strong text strong text'],
    ['The **.env** and **/api/users** and **--flag**', 'text strong text strong text strong'],
    ['**GET**/**POST**', 'strong text strong'],
    ['これは**重要**です', 'text strong text'],
    ['***both***', 'emphasis'],
  ] as const) {
    it(`reads the emphasis of ${JSON.stringify(text)}`, () => {
      const [block] = parseAnswer(text, noMarks);
      assert.ok(block?.kind === 'paragraph');
      assert.equal(
        block.children
          .map(({ kind }) => kind)
          .filter((kind, index, all) => kind !== 'text' || all[index - 1] !== 'text')
          .join(' '),
        kinds,
      );
    });
  }

  it('does not take a paragraph for a heading while a list starts after it', () => {
    for (const text of ['Text\n-', 'Text\n--', 'Text\n=', 'Text\n- '])
      assert.equal(parseAnswer(text, noMarks)[0]?.kind, 'paragraph');
  });

  it('keeps nested fences inside a fence of Markdown', () => {
    const inner = '# Title\n```bash\nnpm ci\n```\n- end';
    for (const [open, close] of [
      ['```markdown', '```'],
      ['````md', '````'],
      ['~~~markdown', '~~~'],
    ] as const) {
      const blocks = parseAnswer(`Here:\n${open}\n${inner}\n${close}\nAfter.`, noMarks);
      assert.deepEqual(
        blocks.map(({ kind }) => kind),
        ['paragraph', 'code', 'paragraph'],
      );
      assert.ok(blocks[1]?.kind === 'code' && blocks[1].text === inner);
    }
    const inList = parseAnswer('1. So:\n   ```py\n   x = 1\n   ```\n2. Then', noMarks);
    assert.deepEqual(
      inList[0]?.kind === 'list' && inList[0].items.map((item) => item.map(({ kind }) => kind)),
      [['paragraph', 'code'], ['paragraph']],
    );
  });

  it('shows the alternative text of a picture, never the picture', () => {
    assert.equal(shown('![a cat](https://example.org/cat.png)', noMarks), 'a cat');
  });

  it('does not let a list of sources turn marks into links', () => {
    assert.deepEqual(links(parseAnswer('It is [1].\n\n[1]: https://evil.example/', noMarks)), []);
  });

  it('links https addresses and nothing else', () => {
    for (const address of [
      'javascript:alert(1)',
      'command:workbench.action.quit',
      'http://a.b',
      'file:///etc/passwd',
      'vscode://x',
      'data:text/html,x',
      '//a.b',
      'https:a',
      'https://u:p@a.b',
      '#x',
      '',
    ]) {
      assert.equal(isSafeLink(address), false, address);
      assert.deepEqual(links(parseAnswer(`[x](${address}) <${address}>`, noMarks)), [], address);
    }
    assert.deepEqual(links(parseAnswer('[x](https://a.b/c) <https://d.e/>', noMarks)), [
      'https://a.b/c',
      'https://d.e/',
    ]);
  });

  const markdownText = fc
    .array(
      fc.constantFrom(
        'word',
        'Two words. ',
        ' ',
        '\n',
        '\n\n',
        '**',
        '*',
        '_',
        '`',
        '```\n',
        '- ',
        '1. ',
        '# ',
        '> ',
        '| a | b |\n|---|---|\n',
        '](https://a.b/)',
        '(',
        ')',
        '\\',
        '&amp;',
        '<b>',
        '\r\n',
        '漢字',
        '😀',
        '---\n',
        '    ',
        '[1]',
        '[2, 3]',
        '[1-3]',
        'argv[1]',
        '(source 2)',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  it('shows every citation once and in order, whatever the text', () => {
    fc.assert(
      fc.property(markdownText, fc.array(fc.nat(200), { maxLength: 6 }), (text, offsets) => {
        const marks = cited(
          ...offsets.toSorted((a, b) => a - b).map((offset, index) => [index + 1, offset] as const),
        );
        const markers = leaves(parseAnswer(text, marks)).flatMap((leaf) =>
          leaf.kind === 'citation' ? [leaf.marker] : [],
        );
        assert.deepEqual(
          markers,
          offsets.map((_, index) => index + 1),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('neither loses nor adds words because of citations and doubts, whatever the text', () => {
    fc.assert(
      fc.property(
        markdownText,
        fc.array(fc.nat(120), { maxLength: 4 }),
        fc.nat(100),
        fc.nat(100),
        (text, offsets, start, length) => {
          const marks: Marks = {
            ...cited(...offsets.map((offset) => [1, offset] as const)),
            sentences: [{ start, end: start + length, verdict: 'not-in-lines', doubted: [] }],
          };
          const words = (with_: Marks) =>
            leaves(parseAnswer(text, with_))
              .map((leaf) => (leaf.kind === 'text' || leaf.kind === 'code' ? leaf.text : ''))
              .join('');
          assert.equal(words(marks), words(noMarks));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('shows each mark that became a citation once, whatever the text', () => {
    fc.assert(
      fc.property(markdownText, (text) => {
        const citations = citationMarks(text).flatMap((mark) =>
          sourcesOf(mark, () => true).map((marker) => ({
            marker,
            origin: 'model' as const,
            offset: mark.start,
          })),
        );
        const markers = leaves(parseAnswer(text, { ...noMarks, citations })).flatMap((leaf) =>
          leaf.kind === 'citation' ? [leaf.marker] : [],
        );
        assert.deepEqual(
          markers,
          citations.map(({ marker }) => marker),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('shows one chip for a mark after code, bold words or a line break', () => {
    for (const [text, chips] of [
      ['Call `mount()`[1].', 'Call mount(){1}.'],
      ['Call **mount**[1].', 'Call mount{1}.'],
      ['Call mount\n[1].', 'Call mount {1}.'],
      ['Call mount  \n[1].', 'Call mount\n{1}.'],
      ['Call mount [1 and 2].', 'Call mount {1}{2}.'],
      ['Call mount [^1] and 【2】.', 'Call mount {1} and {2}.'],
    ] as const) {
      const citations = citationMarks(text).flatMap((mark) =>
        sourcesOf(mark, () => true).map((marker) => ({
          marker,
          origin: 'model' as const,
          offset: mark.start,
        })),
      );
      assert.equal(shown(text, { ...noMarks, citations }), chips);
      assert.equal(shown(text, { ...noMarks, writing: true }), chips);
    }
  });

  it('puts chips exactly at their offsets in plain sentences', () => {
    const sentences = fc.array(
      fc
        .array(fc.constantFrom('one', 'two', 'three', 'vier', '五'), { minLength: 1, maxLength: 5 })
        .map((words) => `${words.join(' ')}.`),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(sentences, fc.boolean(), (parts, onLines) => {
        const text = parts.join(onLines ? '\n' : ' ');
        const ends = parts.map((_, index) => parts.slice(0, index + 1).join(' ').length);
        assert.equal(
          shown(text, cited(...ends.map((end, index) => [index + 1, end] as const))),
          parts.map((part, index) => `${part}{${index + 1}}`).join(' '),
        );
      }),
    );
  });
});
