/** Object ids of PostgreSQL's own types, which never change. */
export const byteaType = 17;
const smallintType = 21;
const integerType = 23;

const headerBytes = 20;

/**
 * An array in PostgreSQL's binary format: of bytes, or of what these bytes are in the binary format
 * of the element's type. Half of the size of the text format, and nothing is parsed.
 * @param elementType object id of the elements' type.
 */
export function binaryArray(elementType: number, elements: readonly Uint8Array[]): Buffer {
  const size = elements.reduce((sum, { length }) => sum + 4 + length, 0);
  const buffer = emptyArray(elementType, elements.length, size);
  let at = headerBytes;
  for (const element of elements) {
    at = buffer.writeInt32BE(element.length, at);
    buffer.set(element, at);
    at += element.length;
  }
  return buffer;
}

/** An array of `integer` in the binary format. */
export function integerArray(values: ArrayLike<number>): Buffer {
  const buffer = emptyArray(integerType, values.length, 8 * values.length);
  const view = new DataView(buffer.buffer, buffer.byteOffset);
  for (let index = 0, at = headerBytes; index < values.length; index++, at += 8) {
    view.setInt32(at, 4);
    view.setInt32(at + 4, values[index] ?? 0);
  }
  return buffer;
}

/** An array of `smallint` in the binary format. */
export function smallintArray(values: ArrayLike<number>): Buffer {
  const buffer = emptyArray(smallintType, values.length, 6 * values.length);
  const view = new DataView(buffer.buffer, buffer.byteOffset);
  for (let index = 0, at = headerBytes; index < values.length; index++, at += 6) {
    view.setInt32(at, 2);
    view.setInt16(at + 4, values[index] ?? 0);
  }
  return buffer;
}

/** @param size of all elements with their lengths, in bytes. */
function emptyArray(elementType: number, count: number, size: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + size);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(0, 4); // no nulls
  buffer.writeUInt32BE(elementType, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16); // index of the first element
  return buffer;
}

/** An array of numbers or nulls in PostgreSQL's text format. */
export function numberArray(values: readonly (number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}
