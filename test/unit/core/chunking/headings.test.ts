import assert from 'node:assert/strict';
import {
  asciidocHeadings,
  htmlHeadings,
  latexHeadings,
  markdownHeadings,
  restHeadings,
} from '../../../../src/core/chunking/outline/headings.ts';
import type { Heading } from '../../../../src/core/chunking/outline/headings.ts';

const brief = (headings: readonly Heading[]): string[] =>
  headings.map(
    ({ row, lastRow, level, title }) => `${row}-${lastRow} ${'#'.repeat(level)} ${title}`,
  );

describe('markdownHeadings', () => {
  it('finds headings marked with # and headings underlined', () => {
    assert.deepEqual(
      brief(
        markdownHeadings([
          '# One',
          '',
          '### Deep ###',
          'Two',
          '---',
          'Three',
          '===',
          '#hashtag',
          '####### seven',
        ]),
      ),
      ['0-0 # One', '2-2 ### Deep', '3-4 ## Two', '5-6 # Three'],
    );
  });

  it('leaves fenced code, front matter, rules, lists and tables alone', () => {
    assert.deepEqual(
      brief(
        markdownHeadings([
          '---',
          'title: x',
          '---',
          '# Real',
          '```py',
          '# comment',
          '~~~',
          '```',
          '',
          '---',
          '',
          '- item',
          '---',
          '| a |',
          '|---|',
        ]),
      ),
      ['3-3 # Real'],
    );
    assert.deepEqual(brief(markdownHeadings(['````', '```', '# in code', '````', '# out'])), [
      '4-4 # out',
    ]);
  });
});

describe('restHeadings', () => {
  it('assigns levels in the order in which the styles appear', () => {
    assert.deepEqual(
      brief(
        restHeadings([
          '=====',
          'Title',
          '=====',
          '',
          'Part',
          '====',
          '',
          'Sub',
          '---',
          '',
          'Part 2',
          '======',
        ]),
      ),
      ['0-2 # Title', '4-5 ## Part', '7-8 ### Sub', '10-11 ## Part 2'],
    );
  });

  it('leaves tables, transitions and paragraphs before a rule alone', () => {
    assert.deepEqual(
      brief(
        restHeadings([
          '=== ===',
          'a   b',
          '=== ===',
          '',
          '----',
          '',
          'two lines',
          'of text',
          '-------',
          '',
          'wide title',
          '--',
        ]),
      ),
      [],
    );
  });
});

describe('headings of other languages', () => {
  it('are found in AsciiDoc, LaTeX and HTML', () => {
    assert.deepEqual(brief(asciidocHeadings(['= Doc', '== Part', '==nothing'])), [
      '0-0 # Doc',
      '1-1 ## Part',
    ]);
    assert.deepEqual(
      brief(latexHeadings(['\\section{One}', '  \\subsection*{Two}', '\\begin{x}'])),
      ['0-0 ### One', '1-1 #### Two'],
    );
    assert.deepEqual(
      brief(
        htmlHeadings(['<title>Page</title>', '<h2 class="x">A &amp; <b>B</b></h2>', '<header>']),
      ),
      ['0-0 # Page', '1-1 ### A & B'],
    );
  });
});
