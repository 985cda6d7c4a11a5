import { writeFileSync } from 'node:fs';

const types = { float: 1, int64: 7 };

/**
 * Writes an ONNX model that only looks tokens up: its hidden states are the rows of a table. Field
 * numbers are from https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 * @param row the hidden state of a token, `dimensions` numbers.
 */
export function makeLookupModel(
  path: string,
  vocabularySize: number,
  dimensions: number,
  row: (token: number) => readonly number[],
): void {
  const table = Array.from({ length: vocabularySize }, (_, token) => row(token)).flat();
  writeModel(path, {
    constants: [floats('table', [vocabularySize, dimensions], table)],
    nodes: [node('Gather', ['table', 'input_ids'], 'last_hidden_state')],
    inputs: ['input_ids', 'attention_mask', 'token_type_ids'],
    output: value('last_hidden_state', types.float, ['batch', 'tokens', dimensions]),
  });
}

/**
 * Writes an ONNX token classifier: a token that is only once in the whole input is unsupported,
 * with a probability of .88; one that is there again is supported, with the same.
 */
export function makeRepetitionModel(
  path: string,
  { inputs = ['input_ids', 'attention_mask'], output = 'logits', labels = 2 } = {},
): void {
  const weights = Array.from({ length: labels }, (_, label) => (label === 1 ? 0 : 4));
  const offsets = Array.from({ length: labels }, (_, label) => (label === 1 ? 6 : 0));
  writeModel(path, {
    constants: [
      integers('columns', [1], [2]),
      integers('rows', [1], [1]),
      floats('weights', [labels], weights),
      floats('offsets', [labels], offsets),
    ],
    nodes: [
      node('Unsqueeze', ['input_ids', 'columns'], 'each'),
      node('Unsqueeze', ['input_ids', 'rows'], 'all'),
      node('Equal', ['each', 'all'], 'same'),
      node('Cast', ['same'], 'ones', integerAttribute('to', types.float)),
      node('ReduceSum', ['ones', 'columns'], 'count'),
      node('Mul', ['count', 'weights'], 'weighted'),
      node('Add', ['weighted', 'offsets'], output),
    ],
    inputs,
    output: value(output, types.float, ['batch', 'tokens', labels]),
  });
}

interface TinyModel {
  readonly constants: readonly Uint8Array[];
  readonly nodes: readonly Uint8Array[];
  /** Each has an integer a token. */
  readonly inputs: readonly string[];
  readonly output: Uint8Array;
}

function writeModel(path: string, { constants, nodes, inputs, output }: TinyModel): void {
  const graph = message(
    ...nodes.map((one) => bytes(1, one)),
    text(2, 'graph'),
    ...constants.map((one) => bytes(5, one)),
    ...inputs.map((name) => bytes(11, value(name, types.int64, ['batch', 'tokens']))),
    bytes(12, output),
  );
  writeFileSync(path, message(number(1, 8), bytes(7, graph), bytes(8, message(number(2, 17)))));
}

function node(
  operation: string,
  inputs: readonly string[],
  output: string,
  ...attributes: readonly Uint8Array[]
): Uint8Array {
  return message(
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, operation),
    ...attributes.map((attribute) => bytes(5, attribute)),
  );
}

function integerAttribute(name: string, content: number): Uint8Array {
  const integer = 2;
  return message(text(1, name), number(3, content), number(20, integer));
}

function floats(name: string, shape: readonly number[], content: readonly number[]): Uint8Array {
  return constant(name, types.float, shape, new Uint8Array(Float32Array.from(content).buffer));
}

function integers(name: string, shape: readonly number[], content: readonly number[]): Uint8Array {
  const data = new Uint8Array(BigInt64Array.from(content, BigInt).buffer);
  return constant(name, types.int64, shape, data);
}

function constant(
  name: string,
  type: number,
  shape: readonly number[],
  data: Uint8Array,
): Uint8Array {
  return message(
    ...shape.map((size) => number(1, size)),
    number(2, type),
    text(8, name),
    bytes(9, data),
  );
}

function value(name: string, type: number, shape: readonly (string | number)[]): Uint8Array {
  const dimensions = shape.map((size) =>
    bytes(1, typeof size === 'string' ? message(text(2, size)) : message(number(1, size))),
  );
  return message(
    text(1, name),
    bytes(2, message(bytes(1, message(number(1, type), bytes(2, message(...dimensions)))))),
  );
}

function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

function number(field: number, value: number): Uint8Array {
  return Buffer.of(...varint(field << 3), ...varint(value));
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(...varint((field << 3) | 2), ...varint(value.length)), value]);
}

function varint(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
}
