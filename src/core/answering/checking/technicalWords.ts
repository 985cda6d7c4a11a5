import { stem } from '../../retrieval/question/stem.ts';
import type { TextRange } from '../markdownBlocks.ts';
import type { HeldLines } from './heldLines.ts';
import { sentenceWords } from './sentenceWords.ts';

/**
 * Things and doings that a statement about code does not name by the way, each with what may be in
 * the lines for it: a line is to say one of the group.
 */
const groups: readonly (readonly string[])[] = [
  'thread threaded multithreaded worker pool concurrent',
  'atomic atomically interlocked',
  'lock mutex semaphore synchronized',
  'socket connection',
  'network internet socket http',
  'http https url',
  'url uri link href http',
  'cookie session',
  'token',
  'password passwd secret credential',
  'encrypt encryption cipher crypto tls ssl https',
  'hash digest checksum',
  'salt pepper',
  'certificate cert',
  'database db sql table store',
  'sql query',
  'transaction commit rollback',
  'cache cached memo memoize lru',
  'memory alloc malloc heap buffer',
  'disk file fs',
  'file path open read write fs filename',
  'symlink link',
  'permission chmod mode access',
  'environment env getenv environ',
  'configuration config setting option ini',
  'warning warn',
  'timeout timer wait deadline seconds',
  'retry retries attempt again backoff',
  'regex regexp re match pattern',
  'json',
  'xml',
  'yaml yml',
  'toml',
  'csv',
  'pickle',
  'binary bit byte',
  'hexadecimal hex',
  'octal oct',
  'unicode utf codepoint rune char',
  'locale culture invariant language',
  'culture locale',
  'timezone utc zone tz',
  'month',
  'week',
  'day',
  'hour',
  'minute min',
  'plugin extension hook',
  'module import package',
  'decorator decorate',
  'promise async await future then',
  'generator yield iterator',
  'middleware handler',
  'template',
  'debugger pdb debug breakpoint',
  'terminal tty console',
  'console stdout stderr print terminal',
  'browser navigator window dom',
  'sorted sort order',
  'duplicate duplicated dup unique distinct',
  'compressed compress zip gzip',
  'recursive recursively recursion',
  'backup copy',
  'restart restarted start again',
  'reload reloaded',
  'insensitively insensitive lower upper casefold ignorecase fold ignore',
  'alphabetically alphabetical sort',
  'rehashed rehash hash',
  'digit number numeric d',
  'preload preloaded',
  'email mail smtp',
  'port host',
].map((group) => group.split(' '));

const stemsByWord = new Map<string, ReadonlySet<string>>();
for (const group of groups) {
  const stems = new Set(group.map(stem));
  const [head = ''] = group;
  for (const word of [head, ...group.filter((one) => one.startsWith(head.slice(0, 5)))])
    stemsByWord.set(stem(word), stems);
}

/** Technical words of the sentence that neither the lines nor a word of their group hold. */
export function technicalWords(sentence: string, held: HeldLines): readonly TextRange[] {
  return sentenceWords(sentence).filter(({ text, stem: own }) => {
    const group = stemsByWord.get(own);
    return (
      group !== undefined &&
      !held.hasLoosely(text) &&
      ![...group].some((term) => held.hasTerm(term))
    );
  });
}
