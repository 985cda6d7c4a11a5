import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import { fileRoles, skipReasons } from '../../core/domain.ts';
import type { Chunk, FileRole, SkipReason, SourceRange, StoredChunk } from '../../core/domain.ts';

/** A row as node:sqlite returns it. */
export type Row = Record<string, unknown>;

/**
 * An embedding as every schema version stores it. These columns never change; otherwise an upgrade
 * would have to embed everything again.
 */
export interface StoredEmbedding {
  readonly content: Uint8Array;
  readonly modelSha256: string;
  /** Milliseconds since 1970, or null while a chunk uses it. */
  readonly unusedSince: number | null;
  readonly vector: Uint8Array;
}

/** Columns of the chunk tables that `storedChunk` reads; `chunks` joined with `files`. */
export const chunkColumns =
  'chunks.id, chunks.file, chunks.ordinal, chunks.kind, chunks.part, chunks.start_line, ' +
  'chunks.end_line, chunks.start_column, chunks.end_column, chunks.symbol, chunks.text, ' +
  'files.path, files.language, files.role, files.encoding';

export function storedChunk(row: Row): StoredChunk {
  const encoding = text(row['encoding']);
  return {
    id: number(row['id']),
    fileId: number(row['file']),
    path: text(row['path']),
    language: text(row['language']),
    role: fileRole(row['role']),
    ...(encoding === defaultEncoding ? {} : { encoding }),
    ordinal: number(row['ordinal']),
    range: sourceRange(row),
    text: text(row['text']),
    symbol: text(row['symbol']),
  };
}

/**
 * Values of a chunk's range in the order of the columns kind, part, start_line, end_line,
 * start_column, end_column.
 */
export function rangeValues({
  range: own,
}: Chunk): [string, number | null, number, number, number | null, number | null] {
  const [startColumn, endColumn] =
    own.kind === 'lines' && own.columns !== undefined ? own.columns : [null, null];
  const part = own.kind === 'page' ? own.page : own.kind === 'cell' ? own.cell : null;
  return [own.kind, part, own.startLine, own.endLine, startColumn, endColumn];
}

/** The range from the columns that `rangeValues` gives. */
export function sourceRange(row: Row): SourceRange {
  const lines = { startLine: number(row['start_line']), endLine: number(row['end_line']) };
  if (row['kind'] === 'page') return { kind: 'page', page: number(row['part']), ...lines };
  if (row['kind'] === 'cell') return { kind: 'cell', cell: number(row['part']), ...lines };
  if (row['start_column'] === null) return { kind: 'lines', ...lines };
  return {
    kind: 'lines',
    ...lines,
    columns: [number(row['start_column']), number(row['end_column'])],
  };
}

export function number(value: unknown): number {
  if (typeof value !== 'number')
    throw new TypeError(`The catalog contains ${typeof value} instead of a number.`);
  return value;
}

export function text(value: unknown): string {
  if (typeof value !== 'string')
    throw new TypeError(`The catalog contains ${typeof value} instead of text.`);
  return value;
}

export function fileRole(value: unknown): FileRole {
  const role = fileRoles.find((one) => one === value);
  if (role === undefined) throw new TypeError('The catalog contains an unknown role of a file.');
  return role;
}

export function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array))
    throw new TypeError(`The catalog contains ${typeof value} instead of bytes.`);
  return value;
}

export function skipReason(value: unknown): SkipReason {
  const reason = skipReasons.find((one) => one === value);
  if (reason === undefined)
    throw new TypeError('The catalog contains an unknown reason why a file was left out.');
  return reason;
}

/** A stored vector, copied if its bytes are not aligned to four. */
export function vectorOf(value: unknown): Float32Array {
  const own = bytes(value);
  const aligned = own.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? own : own.slice();
  return new Float32Array(
    aligned.buffer,
    aligned.byteOffset,
    Math.floor(aligned.byteLength / Float32Array.BYTES_PER_ELEMENT),
  );
}

export function hexOf(value: unknown): string {
  return Buffer.from(bytes(value)).toString('hex');
}

export function bytesOfHex(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}
