import assert from 'node:assert/strict';
import { smallDefinition } from '../../../../src/core/retrieval/presenting/smallDefinition.ts';

const asked = new Map([
  ['timeout', 1],
  ['set', 0.2],
]);

/** Name and lines of what is shown of these lines, or null. */
function shown(text: string): string | null {
  const lines = text.split('\n');
  const found = smallDefinition({ first: 0, last: lines.length - 1 }, lines, asked);
  return found && `${found.name}: ${lines.slice(found.first, found.last + 1).join(' / ')}`;
}

describe('smallDefinition', () => {
  const cases = {
    Java: [
      '  void setHost(String it) {\n    host = it;\n  }\n\n  void setTimeout(int it) {\n    timeout = it;\n  }',
      'setTimeout:   void setTimeout(int it) { /     timeout = it; /   }',
    ],
    Go: [
      'func SetHost(h string) {\n\thost = h\n}\n\n// In seconds.\nfunc SetTimeout(t int) {\n\ttimeout = t\n}',
      'SetTimeout: // In seconds. / func SetTimeout(t int) { / \ttimeout = t / }',
    ],
    Python: [
      'def set_host(host):\n    state.host = host\n\n\ndef set_timeout(t):\n    state.timeout = t',
      'set_timeout: def set_timeout(t): /     state.timeout = t',
    ],
  };
  for (const [language, [text = '', expected = '']] of Object.entries(cases)) {
    it(`finds the one in ${language} that holds all the words, with its comment`, () => {
      assert.equal(shown(text), expected);
    });
  }

  it('finds none if two hold all the words', () => {
    assert.equal(shown('def set_timeout(t):\n    x = t\n\ndef timeout_set(t):\n    y = t'), null);
  });

  it('finds none if some words are only outside of it', () => {
    assert.equal(shown('# Set once.\nlimit = 3\n\ndef timeout(t):\n    x = t'), null);
  });

  it('finds none if nothing matches, or if it is all there is', () => {
    assert.equal(shown('def get_host(h):\n    x = h\n\ndef get_port(p):\n    y = p'), null);
    assert.equal(shown('def set_timeout(t):\n    x = t'), null);
  });
});
