import { stem } from '../../../retrieval/question/stem.ts';
import type { TextRange } from '../../text/markdownBlocks.ts';
import type { HeldLines } from '../heldLines.ts';
import { sentenceWords } from './sentenceWords.ts';

/**
 * Things and actions that a statement about code does not mention by chance. Each group lists words
 * that support one another: the lines must contain at least one of the group.
 */
const groups: readonly (readonly string[])[] = [
  'thread threaded multithreaded worker pool concurrent spawn',
  'atomic atomically interlocked volatile',
  'mutex lock semaphore synchronized',
  'semaphore lock mutex',
  'deadlock lock mutex',
  'concurrently concurrent parallel thread async await worker',
  'asynchronously async await promise future callback thread',
  'synchronously sync',
  'socket connection sock',
  'network internet socket http url request',
  'url uri link href http',
  'cookie session',
  'token',
  'password passwd secret credential',
  'encrypt encryption cipher crypto tls ssl https',
  'decrypt decryption cipher crypto',
  'checksum hash digest crc',
  'salt pepper',
  'certificate cert tls ssl',
  'database db sql table store',
  'query sql select',
  'transaction commit rollback',
  'cache cached memo memoize lru',
  'compress compressed compression zip gzip snappy zlib deflate',
  'encode encoded encoding utf bytes',
  'symlink link',
  'permission chmod mode access',
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
  'hexadecimal hex',
  'octal oct',
  'base64 b64',
  'unicode utf codepoint rune char',
  'culture locale',
  'timezone utc zone tz',
  'month',
  'week',
  'day',
  'hour',
  'minute min',
  'unlimited infinite infinity inf unbounded forever',
  'infinite infinity inf unlimited unbounded forever while loop',
  'plugin extension hook',
  'module import package',
  'middleware handler',
  'debugger pdb debug breakpoint',
  'breakpoint debug',
  'browser navigator window dom',
  'sorted sort order ordered',
  'shuffled shuffle random',
  'deduplicated dedup duplicate unique distinct set',
  'duplicate duplicated dup unique distinct',
  'backup copy',
  'restart restarted start again',
  'reload reloaded',
  'insensitively insensitive lower upper casefold ignorecase fold ignore',
  'insensitive insensitively lower upper casefold ignorecase fold ignore',
  'alphabetically alphabetical sort',
  'rehashed rehash hash',
  'digit number numeric d',
  'preload preloaded',
  'email mail smtp',
  'metric counter stats histogram',
  'telemetry analytics metric',
  'audit log',
  'deprecated deprecate obsolete',
  'experimental unstable beta',
  'singleton instance global static',
  'proxy',
  'quota limit',
  'heartbeat ping keepalive',
  'logout login',
  'captcha',
  'webhook callback hook',
  'queue enqueue put push deque',
  'stack push pop frame trace',
  'garbage gc collect',
  'finalizer finalize destructor dispose',
  'reflection reflect invoke',
  'snapshot copy',
  'checkpoint save',
  'benchmark bench',
  'gpu cuda',
  'clipboard copy paste',
  'screenshot image',
  'translation translate gettext i18n locale',
  'windows win win32 nt microsoft',
  'linux posix unix platform',
  'macos darwin mac apple osx platform',
  'android',
  'firefox browser',
  'chrome chromium browser',
  'safari webkit browser',
  'deno',
  'vercel',
  'cloudflare',
  'netlify',
  'heroku',
  'aws amazon boto',
  'azure microsoft',
  'docker container',
  'kubernetes k8s kube',
  'redis',
  'kafka',
  'mongodb mongo',
  'mysql mariadb',
  'sqlite',
  'graphql',
].map((group) => group.split(' '));

const stemsByWord = new Map<string, ReadonlySet<string>>();
for (const group of groups) {
  const stems = new Set(group.map(stem));
  const [head = ''] = group;
  for (const word of [head, ...group.filter((one) => one.startsWith(head.slice(0, 5)))])
    stemsByWord.set(stem(word), stems);
}

/**
 * Technical words of the sentence for which the lines contain neither the word nor another of its
 * group.
 */
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
