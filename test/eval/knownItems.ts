import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../support/paths.ts';
import type { KnownQuestion } from './metrics.ts';

/** Code with many doc comments that the lock file pins. */
const packages = [
  'eslint/lib/{eslint,languages,linter,rule-tester,services,shared}/**/*.js',
  'mocha/lib/**/*.js',
];
const wanted = 150;

/** A doc comment right before a function, method or class. */
const documented = new RegExp(
  String.raw`/\*\*((?:[^*]|\*(?!/))*)\*/\r?\n` +
    String.raw`(?=[ \t]*(?:export |static |async |get |set |#)*` +
    String.raw`(?:function\b|class\b|[\w$#.]+ = (?:async )?function|#?[\w$]+\([^\n]*\) \{))`,
  'g',
);

/** How many lines from the function's first count as its place. */
const placeLines = 5;

/**
 * Writes code of our dependencies into `root` with doc comments blanked out, line for line. Returns
 * the first sentences of those comments as questions about the functions after them. The same
 * packages give the same questions.
 */
export function writeKnownItems(root: string, repo: string): KnownQuestion[] {
  const files = packages
    .flatMap((pattern) => globSync(pattern, { cwd: join(repositoryRoot, 'node_modules') }))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const questions = files.flatMap((path) => {
    const text = readFileSync(join(repositoryRoot, 'node_modules', path), 'utf8');
    const found: KnownQuestion[] = [];
    const masked = text.replace(documented, (whole: string, comment: string, offset: number) => {
      const sentence = firstSentence(comment);
      const line = text.slice(0, offset + whole.length).split('\n').length;
      if (sentence !== null)
        found.push({
          repo,
          id: `${path}:${line}`,
          question: sentence,
          files: [path],
          spans: [[path, line, line + placeLines - 1]],
        });
      return whole.replace(/[^\n]/g, '');
    });
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), masked);
    return found;
  });
  const unique = questions.filter(
    ({ question }) => questions.filter((other) => other.question === question).length === 1,
  );
  return Array.from(
    { length: Math.min(wanted, unique.length) },
    (_, index) => unique[Math.floor((index * unique.length) / wanted)],
  ).filter((question) => question !== undefined);
}

/** Null if the comment says too little to be a question. */
function firstSentence(comment: string): string | null {
  const text =
    comment
      .split('\n')
      .map((line) => line.replace(/^\s*\*?\s?/, '').trim())
      .join(' ')
      .split(/(?:^| )@\w/)[0]
      ?.trim() ?? '';
  const sentence =
    text
      .split(/\. (?=[A-Z])/)[0]
      ?.replace(/\{@link ([^}]*)\}/g, '$1')
      .trim() ?? '';
  return sentence.split(/\s+/).length >= 6 ? sentence : null;
}
