import assert from 'node:assert/strict';
import type { Answer } from '../../../../src/core/answering/answer.ts';
import { answerAsMarkdown } from '../../../../src/vscode/text/answerMarkdown.ts';
import { hit } from '../hits.ts';

const timings = { lexicalMs: 1, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 2 };
const sources = [
  hit({ text: 'a\nb' }, 12),
  hit({ text: 'c', path: 'guide.pdf', range: { kind: 'page', page: 3, startLine: 1, endLine: 1 } }),
];

function answer(fields: Partial<Answer>): Answer {
  return {
    result: { hits: sources, meaningSearch: 'absent', generations: {}, timings },
    text: null,
    citations: [],
    sentences: [],
    generation: null,
    ...fields,
  };
}

describe('an answer on the clipboard', () => {
  it('is the list of sources if there are no words', () => {
    assert.equal(
      answerAsMarkdown(answer({}), sources),
      '[1] [src/app.py:12-13](src/app.py#L12-L13)  \n[2] [guide.pdf p. 3](guide.pdf#page=3)',
    );
  });

  it('has links from the file that it is written into, if that is in the same folder', () => {
    const linksFrom = (root: string, path: string): string =>
      answerAsMarkdown(null, sources.slice(0, 1), { root, path }).replace(/^.*\(/, '(');
    const { root = '' } = sources[0] ?? {};
    assert.equal(linksFrom(root, 'docs/notes.md'), '(../src/app.py#L12-L13)');
    assert.equal(linksFrom(root, 'src/notes.md'), '(app.py#L12-L13)');
    assert.equal(linksFrom('/elsewhere', 'docs/notes.md'), '(src/app.py#L12-L13)');
  });

  it('has the lines that it quotes, in a fence that they cannot close', () => {
    const text = 'It is here [1:12-12]\nAnd here [2:1-1]';
    const citations = [
      { marker: 1, origin: 'model', offset: 11, lines: { first: 1, last: 1 }, quote: 'a' },
      { marker: 2, origin: 'model', offset: 30, lines: { first: 1, last: 1 }, quote: '```' },
    ] as const;
    const copied = answerAsMarkdown(answer({ text, citations }), sources);
    assert.match(copied, /^It is here \[1:12-12\]\n\n```\w*\na\n```\n\nAnd here \[2:1-1\]\n\n````/);
    assert.match(copied, /\n````\w*\n```\n````\n\n\n\[1\] /);
  });

  it("has the model's own marks once, and the marks we added beside their sentence", () => {
    const text = 'It is in app [1]. It is in the guide.';
    const citations = [
      { marker: 1, origin: 'model', offset: 16 },
      { marker: 2, origin: 'attributed', offset: 37 },
    ] as const;
    assert.match(
      answerAsMarkdown(answer({ text, citations }), sources),
      /^It is in app \[1\]\. It is in the guide\. \[2\]\n\n\[1\]/,
    );
  });
});
