import type { FileRole } from '../domain.ts';
import { anyOf } from './anyOf.ts';
import { nameOf } from './languageOf.ts';

const testFolder =
  /(?:^|\/)(?:tests?|__tests?__|specs?|e2e|testdata|__mocks__|__fixtures__|fixtures)\//i;
const testName = anyOf(
  /^(?:test_.*|conftest\.py)$/,
  /^.*[._-](?:test|tests|spec|specs|e2e)\.\w+$/,
  /^.*(?:Test|Tests|Spec|IT)\.(?:java|kt|cs|php|swift|scala|groovy)$/,
);
const generatedPath = anyOf(
  /(?:^|\/)__snapshots__\//i,
  /\.(?:snap|designer\.cs|g\.dart|g\.cs|pb\.go|pb\.cc|pb\.h)$/i,
  /_pb2(?:_grpc)?\.pyi?$/i,
);
const prose = new Set([
  'markdown',
  'restructuredtext',
  'asciidoc',
  'plaintext',
  'latex',
  'pdf',
  'docx',
  'html',
]);
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

/** What a file is for, by its path and language. A test folder makes everything in it a test. */
export function fileRole(path: string, language: string): FileRole {
  if (generatedPath.test(path)) return 'generated';
  if (testFolder.test(path)) return 'test';
  if (prose.has(language)) return 'prose';
  if (data.has(language)) return 'data';
  return testName.test(nameOf(path)) ? 'test' : 'source';
}
