import type { FileRole } from '../domain.ts';
import { anyOf } from '../anyOf.ts';
import { nameOf } from './languageOf.ts';

const testFolder = anyOf(
  /(?:^|\/)(?:tests?|__tests?__|specs?|e2e|testdata|__mocks__|__fixtures__|fixtures)\//i,
  /(?:^|[/_-])test(?:ing)?[_-]?(?:utils?|helpers?|support|fixtures?)\//i,
  /(?:^|\/)integration[_-]?tests?\//i,
);
/** Projects and source sets of tests: `UnitTests`, `Acme.Tests`, `androidTest`. */
const testProject = /(?:^|\/)(?:[\w.-]*[a-z.](?:UI|Unit)?Tests?|[\w.-]+\.Specs?)\//;
/** Beside the sources; among them, `lib/test.js` may be what a test is made of. */
const testBesideSources =
  /^(?!(?:.*\/)?(?:lib|src)\/)(?:.*\/)?test\.(?:py|rb|exs?|[jt]sx?|c|cc|cpp|cxx)$/;
const testName = anyOf(
  /^(?:test_.*|conftest\.py|test-.*\.R|tests\.(?:py|rb|exs?|[jt]sx?|c|cc|cpp|cxx)|tests?\.rs)$/,
  /^.*[._-](?:[Tt]est|[Tt]ests|spec|specs|e2e|unittest|browsertest|cy|SUITE)\.\w+$/,
  /^.*(?:Test|Tests|TestCase|Spec|IT)\.(?:java|kt|cs|fs|php|swift|scala|groovy|hs|cpp|cc|mm?)$/,
  /^(?:Test[A-Z]\w*\.(?:java|kt|groovy)|.*Suite\.scala|.*\.(?:feature|t))$/,
);
const generatedPath = anyOf(
  /(?:^|\/)__snapshots__\//i,
  /\.(?:snap|designer\.cs|g\.cs|(?:g|freezed|mocks)\.dart|pb\.(?:go|cc|h|swift|rs))$/i,
  /(?:(?:^|\/)zz_generated\.[\w.]+|[._]generated\.\w+)$/i,
  /_pb2(?:_grpc)?\.pyi?$/i,
);
const prose = new Set(['markdown', 'restructuredtext', 'asciidoc', 'latex', 'pdf', 'docx', 'html']);
/** Names of plain text that is prose; `LICENSE` and the like have no extension, or any. */
const proseName = anyOf(
  /^(?:[^.]+|.*\.(?:txt|text|log|me|1st|nfo|org|wiki|textile|rdoc|pod|srt|vtt|rtf|[1-9]))$/i,
  /\.(?:typ|[qr]md|mediawiki|texi|texinfo|ronn|scrbl|norg|gmi)$/i,
  /^(?:readme|licen[cs]e|copying|notice|authors|contributing|changelog|install)[.-]/i,
);
/**
 * Extensions of plain text that contains values. Dotfiles such as `.foorc` or `.env.example` are
 * settings.
 */
const dataExtension = anyOf(
  /^\..*$/i,
  /\.(?:dat|data|lst|list|env|key|strings|lock|example|sample|template|dist|default)$/i,
  /\.(?:bak|orig|old|out|map|rc|config|cnf|desktop|service|lang|arb|ftl|geo)$/i,
  /\.(?:ron|kdl|neon|psv|vcf|ics|hjson)$/i,
  /\.(?:asc|csr|pub|crt|sha\d+|md5)$/i,
);
const data = new Set([
  'json',
  'jsonc',
  'jsonl',
  'yaml',
  'toml',
  'ini',
  'properties',
  'xml',
  'csv',
  'tsv',
  'ignore',
  'pip-requirements',
  'gettext',
  'bibtex',
  'diff',
  'go.mod',
]);

/**
 * A file's role, from its path and language. Everything in a test folder is a test. Text in an
 * unknown language is code unless its name says otherwise.
 * @param isScript whether its first line names an interpreter.
 */
export function fileRole(path: string, language: string, isScript = false): FileRole {
  if (generatedPath.test(path)) return 'generated';
  if (testFolder.test(path) || testProject.test(path) || testBesideSources.test(path))
    return 'test';
  if (language === 'plaintext' && !isScript) {
    const plain = plainRole(nameOf(path));
    if (plain !== 'source') return plain;
  } else if (prose.has(language)) return 'prose';
  if (data.has(language)) return 'data';
  return testName.test(nameOf(path)) ? 'test' : 'source';
}

function plainRole(name: string): FileRole {
  if (dataExtension.test(name)) return 'data';
  return proseName.test(name) ? 'prose' : 'source';
}
