import type { FileHandle } from 'node:fs/promises';
import { ModelFileFailure } from './modelFileFailure.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

const windowBytes = 1 << 18;

/** A value that was skipped: its length in bytes (text) or elements (lists). */
export interface Omitted {
  readonly omitted: number;
}

/**
 * Reads little-endian values from the start of a file, a window at a time. The file's own lengths
 * are not trusted: every read and skip is checked against its size.
 */
export class GgufReader {
  readonly #file: FileHandle;
  readonly #name: string;
  readonly #fileBytes: number;
  #window = Buffer.alloc(0);
  #windowStart = 0;
  #position = 0;

  /** @param name the file's name in messages. */
  constructor(file: FileHandle, name: string, fileBytes: number) {
    this.#file = file;
    this.#name = name;
    this.#fileBytes = fileBytes;
  }

  /** Offset of the next value, in bytes. */
  get position(): number {
    return this.#position;
  }

  get remainingBytes(): number {
    return this.#fileBytes - this.#position;
  }

  /** @throws Failure `model-corrupt` with `why`. */
  corrupt(why: Wording): never {
    throw new ModelFileFailure(
      'model-corrupt',
      this.#name,
      wording('it is damaged: {why}', { why }),
    );
  }

  /** The first bytes of the file. */
  async start(bytes: number): Promise<Uint8Array> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  }

  skip(bytes: number): void {
    if (bytes > this.remainingBytes) this.#cut();
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
   * An unsigned 64-bit number. In a header, none is too large for JavaScript to represent exactly.
   */
  async u64(): Promise<number> {
    const value = (await this.#take(8)).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      this.corrupt(wording('it names a size of {size}', { size: value.toString() }));
    return Number(value);
  }

  async i64(): Promise<number> {
    return Number((await this.#take(8)).readBigInt64LE());
  }

  /**
   * Text, preceded by its length.
   * @param maxBytes longer text is skipped; only its length is returned.
   */
  async string(maxBytes: number): Promise<string | Omitted> {
    const bytes = await this.u64();
    if (bytes > maxBytes) {
      this.skip(bytes);
      return { omitted: bytes };
    }
    return (await this.#take(bytes)).toString('utf8');
  }

  #cut(): never {
    throw new ModelFileFailure(
      'model-corrupt',
      this.#name,
      wording('it is cut short: its header extends beyond the {bytes} bytes of the file', {
        bytes: this.#fileBytes,
      }),
    );
  }

  /** The next `bytes` bytes. */
  async #take(bytes: number): Promise<Buffer> {
    let offset = this.#position - this.#windowStart;
    if (offset + bytes > this.#window.length) {
      if (bytes > this.remainingBytes) this.#cut();
      const window = Buffer.alloc(Math.min(Math.max(bytes, windowBytes), this.remainingBytes));
      const { bytesRead } = await this.#file.read(window, 0, window.length, this.#position);
      if (bytesRead < bytes)
        this.corrupt(
          wording('only {read} of its {bytes} bytes can be read', {
            read: this.#position + bytesRead,
            bytes: this.#fileBytes,
          }),
        );
      this.#window = window.subarray(0, bytesRead);
      this.#windowStart = this.#position;
      offset = 0;
    }
    this.#position += bytes;
    return this.#window.subarray(offset, offset + bytes);
  }
}
