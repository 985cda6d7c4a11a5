import { fromJsonSchema } from '@modelcontextprotocol/server';
import type { JsonSchemaType } from '@modelcontextprotocol/server';
import { maxSearchedCharacters } from '../../core/retrieval/question/searchedQuestion.ts';
import { maxLinesRead, maxPlaces } from './workspaceTools.ts';

/** The JSON Schemas of the tools. The SDK checks inputs and outputs against them. */

const path = {
  type: 'string',
  minLength: 1,
  maxLength: 4096,
  description: 'Path of a file, relative to the workspace folder, with forward slashes.',
} as const;
const line = { type: 'integer', minimum: 1, maximum: 10_000_000 } as const;
const place = {
  path: { type: 'string' },
  startLine: line,
  endLine: line,
  page: { ...line, description: 'In a PDF file: the page that the lines are counted in.' },
  cell: { ...line, description: 'In a notebook: the cell that the lines are counted in.' },
} as const;
const placeNames = ['path', 'startLine', 'endLine'];

export const searchInput = fromJsonSchema<{
  readonly question: string;
  readonly topK?: number;
  readonly paths?: readonly string[];
}>(
  object(
    {
      question: {
        type: 'string',
        minLength: 1,
        maxLength: maxSearchedCharacters,
        description:
          'A question in words, or names from the code. @file, @folder/ and quotes narrow it.',
      },
      topK: { type: 'integer', minimum: 1, maximum: maxPlaces, description: '8 by default.' },
      paths: {
        type: 'array',
        items: path,
        maxItems: 50,
        description: 'Search only these files or folders; folders end in a slash.',
      },
    },
    ['question'],
  ),
);

export const searchOutput = fromJsonSchema(
  object(
    {
      places: {
        type: 'array',
        items: object(
          {
            ...place,
            symbol: { type: 'string' },
            text: { type: 'string' },
            score: { type: 'number' },
            uri: { type: 'string' },
          },
          [...placeNames, 'symbol', 'text', 'score', 'uri'],
        ),
      },
      nothingRelevant: {
        type: 'boolean',
        description: 'True if nothing seems to answer; the places are then the closest ones.',
      },
      meaningSearch: {
        enum: ['ready', 'partial', 'absent'],
        description: 'Whether meaning was searched as well as words.',
      },
      upToDate: {
        type: 'boolean',
        description: 'False if the index may be older than the files.',
      },
      teamIndex: {
        ...object({ host: { type: 'string' }, problem: { type: 'string' } }, ['host']),
        description: 'The server of the index that was searched, or why it was not.',
      },
    },
    ['places', 'nothingRelevant', 'meaningSearch', 'upToDate'],
  ),
);

export const readInput = fromJsonSchema<{
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly page?: number;
  readonly cell?: number;
}>(
  object({ ...place, path, endLine: { ...line, description: `At most ${maxLinesRead} lines.` } }, [
    ...placeNames,
  ]),
);

export const readOutput = fromJsonSchema(
  object(
    {
      ...place,
      text: {
        type: 'string',
        description: 'Exactly these lines as they are indexed; secrets are masked by █.',
      },
    },
    [...placeNames, 'text'],
  ),
);

export const fileInput = fromJsonSchema<{ readonly path: string }>(object({ path }, ['path']));

export const explainOutput = fromJsonSchema(
  object(
    {
      path: { type: 'string' },
      indexed: { type: 'boolean' },
      reason: { type: ['string', 'null'], description: 'Why it is skipped.' },
      rule: { type: ['string', 'null'] },
      ruleLocation: { type: ['string', 'null'] },
      language: { type: ['string', 'null'] },
      lastLine: { type: ['integer', 'null'] },
      chunks: { type: 'integer' },
    },
    ['path', 'indexed', 'reason', 'rule', 'ruleLocation', 'language', 'lastLine', 'chunks'],
  ),
);

export const symbolsOutput = fromJsonSchema(
  object(
    {
      path: { type: 'string' },
      symbols: {
        type: 'array',
        items: object({ ...place, symbol: { type: 'string' } }, [...placeNames, 'symbol']),
      },
    },
    ['path', 'symbols'],
  ),
);

function object(
  properties: NonNullable<JsonSchemaType['properties']>,
  required: string[],
): JsonSchemaType {
  return { type: 'object', properties, required, additionalProperties: false };
}
