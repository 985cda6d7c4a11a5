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
  const table = new Float32Array(vocabularySize * dimensions);
  for (let token = 0; token < vocabularySize; token++) table.set(row(token), token * dimensions);
  const tensor = message(
    number(1, vocabularySize),
    number(1, dimensions),
    number(2, types.float),
    text(8, 'table'),
    bytes(9, new Uint8Array(table.buffer)),
  );
  const node = message(
    text(1, 'table'),
    text(1, 'input_ids'),
    text(2, 'last_hidden_state'),
    text(4, 'Gather'),
  );
  const inputs = ['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
    bytes(11, value(name, types.int64, ['batch', 'tokens'])),
  );
  const graph = message(
    bytes(1, node),
    text(2, 'lookup'),
    bytes(5, tensor),
    ...inputs,
    bytes(12, value('last_hidden_state', types.float, ['batch', 'tokens', dimensions])),
  );
  writeFileSync(path, message(number(1, 8), bytes(7, graph), bytes(8, message(number(2, 17)))));
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
