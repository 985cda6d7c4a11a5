/**
 * Ten questions about the fixture workspace. Each has the file that answers it, other related
 * files, and the fact that only that file contains.
 */
export const fixtureQuestions: readonly {
  readonly question: string;
  readonly file: string;
  readonly others: readonly string[];
  readonly fact: RegExp;
}[] = [
  {
    question: 'How many idle connections does an adapter keep for each host?',
    file: 'docs/adapters.md',
    others: ['docs/oncall.md'],
    fact: /twelve|\b12\b/i,
  },
  {
    question: 'On which day is a release cut?',
    file: 'docs/releases.md',
    others: ['docs/oncall.md'],
    fact: /second Tuesday/i,
  },
  {
    question: 'From which branch is a release cut?',
    file: 'docs/releases.md',
    others: ['README.md'],
    fact: /stable/i,
  },
  {
    question: 'Where does the signing key live?',
    file: 'docs/releases.md',
    others: ['docs/adapters.md'],
    fact: /smart card|Heron/i,
  },
  {
    question: 'When is the engineer on duty paged?',
    file: 'docs/oncall.md',
    others: ['docs/releases.md'],
    fact: /two percent|ten minutes|error rate/i,
  },
  {
    question: 'Where is the pager number?',
    file: 'docs/oncall.md',
    others: ['docs/releases.md'],
    fact: /safe/i,
  },
  {
    question: 'On which day is duty handed over?',
    file: 'docs/oncall.md',
    others: ['README.md'],
    fact: /Wednesday/i,
  },
  {
    question: 'What does Courier send from Python?',
    file: 'README.md',
    others: ['docs/oncall.md'],
    fact: /HTTP requests/i,
  },
  {
    question: 'What wins when several prefixes match a URL?',
    file: 'docs/adapters.md',
    others: ['README.md'],
    fact: /most specific/i,
  },
  {
    question: 'How are connection adapters sorted?',
    file: 'courier/sessions.py',
    others: [],
    fact: /descending|prefix length/i,
  },
];
