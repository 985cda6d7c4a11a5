import assert from 'node:assert/strict';
import { HeldLines } from '../../../../src/core/answering/checking/heldLines.ts';
import { sentenceSigns } from '../../../../src/core/answering/checking/signs.ts';

/** The doubted words of a sentence, and what the lines have instead. */
function doubted(sentence: string, lines: string): readonly string[] {
  const held = new HeldLines({ lines, paths: '', question: '' });
  return sentenceSigns(sentence, held).doubted.map(({ start, end, sign, instead }) =>
    [sign, sentence.slice(start, end), ...instead].join(' '),
  );
}

describe('a number of arguments', () => {
  const load = 'def load(path, mode="r", *, encoding=None):\n    return open(path, 4)';

  it('is doubted where the signature has another', () => {
    assert.deepEqual(doubted('`load` takes four arguments.', load), ['number four 1–3']);
    assert.deepEqual(doubted('`load()` accepts no parameters.', load), ['number no 1–3']);
    assert.deepEqual(doubted('`load` takes 4 arguments.', load), ['number 4 1–3']);
  });

  it('is confirmed by the signature, although no line has the number', () => {
    for (const number of ['one argument', 'two arguments', 'three arguments', '3 parameters'])
      assert.deepEqual(doubted(`\`load\` takes ${number}.`, load), [], number);
  });

  for (const [language, lines, wrong, right] of [
    ['Python', 'class A:\n    def send(self, request, timeout):', 'three', 'two'],
    [
      'TypeScript',
      'export function send(a: Map<string, number>, b?: Date): void {',
      'three',
      'one',
    ],
    ['Rust', 'pub fn send(&mut self, body: Vec<(u8, u8)>) -> Result<()> {', 'two', 'one'],
    ['Go', 'func (c *Client) send(body []byte, retries int) error {', 'three', 'two'],
    ['Java', '  public void send(String body, int retries) {', 'three', 'two'],
    ['C', 'static int send(void) {', 'one', 'no'],
  ] as const)
    it(`is read in ${language}`, () => {
      assert.equal(doubted(`\`send\` takes ${wrong} arguments.`, lines).length, 1);
      assert.deepEqual(doubted(`\`send\` takes ${right} arguments.`, lines), []);
    });

  it('counts a parameter that is a function once', () => {
    const lines = 'function send(done: (code: number, text: string) => void, retries = 2) {';
    assert.deepEqual(doubted('`send` takes two arguments.', lines), []);
    assert.equal(doubted('`send` takes three arguments.', lines).length, 1);
  });

  it('is read over several lines', () => {
    const lines = 'def send(\n    body,\n    retries,\n):\n    pass';
    assert.equal(doubted('`send` takes three arguments.', lines)[0], 'number three 2');
  });

  it('fits any of several signatures', () => {
    const lines = 'void send(String a) {\n}\nvoid send(String a, int b, int c) {\n}';
    assert.deepEqual(doubted('`send` takes three arguments.', lines), []);
    assert.equal(doubted('`send` takes two arguments.', lines)[0], 'number two 1 3');
  });

  it('says nothing of functions that take any number, are cut off, or are only called', () => {
    for (const lines of [
      'def send(body, *rest): # two',
      'function send(body, ...rest) { // two',
      'def send(body, # two',
      'x = send(body) # two',
    ])
      assert.deepEqual(doubted('`send` takes two arguments.', lines), [], lines);
  });

  it('says nothing of some of the arguments', () => {
    const lines = 'def send(a, b, c): # two';
    assert.deepEqual(doubted('`send` takes two optional arguments.', lines), []);
    assert.deepEqual(
      doubted('`send` takes two arguments of type `int`.', 'def send(a, b, c): int # two'),
      [],
    );
  });
});
