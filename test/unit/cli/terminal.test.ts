import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { Terminal, styled } from '../../../src/cli/terminal.ts';

/**
 * What programs make a terminal do: set the clipboard or the title, clear, colour, report, obey
 * 8-bit sequences, write a line over another.
 */
const attacks = [
  '\u001b]52;c;cm0gLXJmIC8=\u0007',
  '\u001b]0;title\u001b\\',
  '\u001b[2J\u001b[H',
  '\u001b[31mred',
  '\u001b[6n',
  '\u001bc',
  '\u009b2J',
  '\u009d52;c;eA==\u009c',
  '\u0090q\u009c',
  'safe\rspoofed',
  'a\bb',
  '\u007f',
  '\u202egnp.exe',
];

/**
 * Everything that a terminal obeys except line feeds and tabs, and characters that change the
 * direction of writing.
 */
const obeyed = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u;

function open(): { terminal: Terminal; printed: () => string } {
  const stream = new PassThrough();
  const both = stream as unknown as NodeJS.WriteStream;
  return { terminal: new Terminal(both, both), printed: () => String(stream.read() ?? '') };
}

describe('text for the terminal', () => {
  for (const attack of attacks) {
    it(`loses the control characters of ${JSON.stringify(attack)}`, () => {
      const { terminal, printed } = open();
      terminal.print(`words ${attack}`);
      terminal.printLine('line ', styled('cyan', `name ${attack}`), ` text ${attack}`);
      terminal.note(`failure ${attack}`);
      const text = printed();
      assert.doesNotMatch(text, obeyed);
      assert.match(text, /words [^]*line name [^]* text [^]*\nfailure /);
    });

    it(`escapes ${JSON.stringify(attack)} in JSON without changing its meaning`, () => {
      const { terminal, printed } = open();
      terminal.printJson({ text: attack });
      const text = printed();
      assert.doesNotMatch(text, obeyed);
      assert.deepEqual(JSON.parse(text), { text: attack });
    });
  }

  it('keeps lines, tabs and the letters of all languages', () => {
    const { terminal, printed } = open();
    terminal.print('a\tb\r\nc\nÄ😀한 👩‍👩‍👧');
    assert.equal(printed(), 'a\tb\nc\nÄ😀한 👩‍👩‍👧');
  });

  it('keeps a name with a line break on its line', () => {
    const { terminal, printed } = open();
    terminal.printLine(styled('cyan', 'a\nb.ts:1'));
    assert.equal(printed(), 'a\ufffdb.ts:1\n');
  });
});
