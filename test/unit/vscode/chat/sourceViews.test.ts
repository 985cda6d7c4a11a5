import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxQuotedLines, toSourceViews } from '../../../../src/vscode/chat/sources/sourceViews.ts';
import { hit } from '../hits.ts';

const flask = { root: '/work/flask', name: 'flask' };
const docs = { root: '/work/docs', name: 'docs' };

describe('source views', () => {
  it('are numbered from 1 in the order of the hits', () => {
    const views = toSourceViews([hit({ text: 'a' }), hit({ text: 'b' })], [flask]);
    assert.deepEqual(
      views.map(({ number }) => number),
      [1, 2],
    );
  });

  it('name the file and its folder', () => {
    const [inFolder, atRoot] = toSourceViews(
      [hit({ text: 'a', path: 'src/flask/app.py' }), hit({ text: 'b', path: 'README.md' })],
      [flask],
    );
    assert.deepEqual(
      [inFolder?.fileName, inFolder?.folder, atRoot?.fileName, atRoot?.folder],
      ['app.py', 'src/flask', 'README.md', ''],
    );
  });

  it('start with the workspace folder if several are open', () => {
    const [inFolder, atRoot] = toSourceViews(
      [hit({ text: 'a' }), hit({ text: 'b', root: docs.root, path: 'index.md' })],
      [flask, docs],
    );
    assert.deepEqual([inFolder?.folder, atRoot?.folder], ['flask/src', 'docs']);
  });

  it('quote the best lines and the first line, which names the source', () => {
    const text = ['def match(self):', '', '    try:', '        a = 1', '        return a'].join(
      '\n',
    );
    const [view] = toSourceViews([hit({ text, bestLines: [44] }, 40)], [flask]);
    assert.deepEqual(view?.lines, [
      { number: 40, text: 'def match(self):', best: false },
      { number: 42, text: '    try:', best: false },
      { number: 44, text: '        return a', best: true },
    ]);
  });

  it('quote lines by their numbers in the file, whatever the line ends', () => {
    const [view] = toSourceViews(
      [hit({ text: 'one\r\ntwo\r\nthree', bestLines: [8] }, 7)],
      [flask],
    );
    assert.deepEqual(
      view?.lines.find(({ best }) => best),
      { number: 8, text: 'two', best: true },
    );
  });

  it('quote only non-blank lines of the hit, in order, including the best ones', () => {
    const line = fc.constantFrom('', '   ', 'x = 1', 'return');
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.nat(29), { maxLength: 8 }),
        (lines, start, picks) => {
          const best = [...new Set(picks)]
            .filter((index) => (lines[index] ?? '').trim() !== '')
            .map((index) => start + index)
            .sort((a, b) => a - b);
          const [view] = toSourceViews(
            [hit({ text: lines.join('\n'), bestLines: best }, start)],
            [flask],
          );
          const quoted = view?.lines ?? [];
          assert.ok(
            quoted.every(
              ({ number, text }) => text === lines[number - start] && text.trim() !== '',
            ),
          );
          assert.ok(
            quoted.every(
              ({ number }, index) => index === 0 || number > (quoted[index - 1]?.number ?? 0),
            ),
          );
          assert.deepEqual(
            quoted.filter((one) => one.best).map(({ number }) => number),
            best.slice(0, maxQuotedLines),
          );
        },
      ),
    );
  });
});
