import assert from 'node:assert/strict';
import { affordableTerms, analyzeQuestion } from '../../../../src/core/retrieval/analyzeQuestion.ts';
import { resolveFollowUp } from '../../../../src/core/retrieval/followUp.ts';
import { parseMentions } from '../../../../src/core/retrieval/parseMentions.ts';

describe('analyzeQuestion', () => {
  it('drops stop words but not from a question that has nothing else', () => {
    assert.deepEqual(analyzeQuestion('Where is the proxy?').terms, ['proxy']);
    assert.deepEqual(analyzeQuestion('what is this').terms, ['what', 'is', 'this']);
  });

  it('keeps what is quoted as written', () => {
    assert.deepEqual(analyzeQuestion('Who raises "No such file", `TypeError` or “Bad gateway”?').quoted, ['No such file', 'TypeError', 'Bad gateway']);
  });

  it('drops the most frequent terms of a question that would take too long', () => {
    const terms = Array.from({ length: 20 }, (_, index) => `t${index}`);
    const kept = affordableTerms(terms, (all) => all.map((term) => Number(term.slice(1)) * 2000));
    assert.deepEqual(kept, terms.slice(0, 14));
  });

  it('keeps eight terms, however frequent', () => {
    const terms = Array.from({ length: 20 }, (_, index) => `t${index}`);
    assert.equal(affordableTerms(terms, (all) => all.map(() => 1e6)).length, 8);
  });

  it('keeps all terms that are affordable, as often as they were said and in their order', () => {
    assert.deepEqual(affordableTerms(['b', 'a', 'b'], () => [10, 20]), ['b', 'a', 'b']);
  });
});

describe('parseMentions', () => {
  it('finds files, folders and symbols', () => {
    const { names, text } = parseMentions('How does @src/core/app.ts use @Session.get of @src/http/?');
    assert.deepEqual(names, ['src/core/app.ts', 'Session.get', 'src/http/']);
    assert.equal(text, 'How does app.ts use Session.get of ?');
  });

  it('takes names with blanks in quotes and paths with backslashes', () => {
    assert.deepEqual(parseMentions('@"my notes/to do.md" @src\\app.ts').names, ['my notes/to do.md', 'src/app.ts']);
  });

  it('leaves a full stop at the end of a sentence out', () => {
    assert.deepEqual(parseMentions('Look at @app.ts.').names, ['app.ts']);
  });

  it('takes no address of a person for a mention', () => {
    assert.deepEqual(parseMentions('Who is ann@example.org?'), { text: 'Who is ann@example.org?', names: [], selection: false, open: false });
  });

  it('understands #selection and #open and nothing else behind a hash', () => {
    assert.deepEqual(parseMentions('Explain #selection'), { text: 'Explain', names: [], selection: true, open: false });
    assert.equal(parseMentions('#open what is this?').open, true);
    assert.equal(parseMentions('issue #openness #12').open, false);
  });
});

describe('resolveFollowUp', () => {
  const history = [{ question: 'What does Session.mount do with an adapter?', answer: '' }];

  it('leaves the first question alone', () => {
    assert.equal(resolveFollowUp('Where is it called?', []).followsUp, false);
  });

  it('carries the terms of the turn before into a question that points back', () => {
    const { terms, followsUp, text } = resolveFollowUp('And where is it called?', history);
    assert.ok(followsUp);
    assert.ok(terms.includes('mount') && terms.includes('adapter'));
    assert.ok(text.startsWith('What does Session.mount'));
  });

  it('weighs its own terms twice', () => {
    const { terms } = resolveFollowUp('And where is it called?', history);
    assert.equal(terms.filter((term) => term === 'call').length, 2);
    assert.equal(terms.filter((term) => term === 'mount').length, 1);
  });

  it('leaves a full question about something else alone', () => {
    assert.equal(resolveFollowUp('How does the cookie jar merge domains from responses?', history).followsUp, false);
  });

  it('reaches back through a follow-up to what it followed', () => {
    const chain = [...history, { question: 'And who calls it?', answer: '' }];
    assert.ok(resolveFollowUp('Why is that?', chain).terms.includes('mount'));
  });
});
