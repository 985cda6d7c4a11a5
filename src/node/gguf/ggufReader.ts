import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../../core/errors.ts';

const windowBytes = 1 << 18;

/** A value that was passed over: its length in bytes (text) or in elements (lists). */
export interface Omitted {
  readonly omitted: number;
}

/**
 * Reads little-endian values from the beginning of a file onwards, a window at a time. Nothing that
 * the file says about its own lengths is believed: every read and skip is checked against the
 * file's size.
 */
export class GgufReader {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #fileBytes: number;
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #position = 0;

  constructor(file: FileHandle, path: string, fileBytes: number) {
    this.#file = file;
    this.#path = path;
    this.#fileBytes = fileBytes;
  }

  /** Bytes from the file's beginning to the next value. */
  get position(): number {
    return this.#position;
  }

  get remainingBytes(): number {
    return this.#fileBytes - this.#position;
  }

  /** @throws Failure `model-corrupt` with `why`. */
  corrupt(why: string): never {
    throw new Failure('model-corrupt', `${this.#path} is damaged: ${why}.`);
  }

  skip(bytes: number): void {
    if (bytes > this.remainingBytes) this.corrupt(`its header ends after ${this.#fileBytes} bytes`);
    this.#position += bytes;
  }

  async u8(): Promise<number> {
    return (await this.#take(1)).readUInt8();
  }

  async i8(): Promise<number> {
    return (await this.#take(1)).readInt8();
  }

  async u16(): Promise<number> {
    return (await this.#take(2)).readUInt16LE();
  }

  async i16(): Promise<number> {
    return (await this.#take(2)).readInt16LE();
  }

  async u32(): Promise<number> {
    return (await this.#take(4)).readUInt32LE();
  }

  async i32(): Promise<number> {
    return (await this.#take(4)).readInt32LE();
  }

  async f32(): Promise<number> {
    return (await this.#take(4)).readFloatLE();
  }

  async f64(): Promise<number> {
    return (await this.#take(8)).readDoubleLE();
  }

  /**
   * An unsigned 64-bit number; larger ones than JavaScript counts exactly are nonsense in a header.
   */
  async u64(): Promise<number> {
    const value = (await this.#take(8)).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      this.corrupt(`it names a size of ${value.toString()}`);
    return Number(value);
  }

  async i64(): Promise<number> {
    return Number((await this.#take(8)).readBigInt64LE());
  }

  /**
   * Text with its length in front.
   * @param maxBytes longer text is passed over and given as its length.
   */
  async string(maxBytes: number): Promise<string | Omitted> {
    const bytes = await this.u64();
    if (bytes > maxBytes) {
      this.skip(bytes);
      return { omitted: bytes };
    }
    return (await this.#take(bytes)).toString('utf8');
  }

  /** The next `bytes` bytes. */
  async #take(bytes: number): Promise<Buffer> {
    let offset = this.#position - this.#windowStart;
    if (offset + bytes > this.#window.length) {
      if (bytes > this.remainingBytes)
        this.corrupt(`its header ends after ${this.#fileBytes} bytes`);
      const window = Buffer.alloc(Math.min(Math.max(bytes, windowBytes), this.remainingBytes));
      const { bytesRead } = await this.#file.read(window, 0, window.length, this.#position);
      if (bytesRead < bytes)
        this.corrupt(
          `only ${this.#position + bytesRead} of its ${this.#fileBytes} bytes can be read`,
        );
      this.#window = window.subarray(0, bytesRead);
      this.#windowStart = this.#position;
      offset = 0;
    }
    this.#position += bytes;
    return this.#window.subarray(offset, offset + bytes);
  }
}
