import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';

/** Aborts a request whose server has shown no sign of life for some time. */
export class Silence implements Disposable {
  readonly #controller = new AbortController();
  readonly #host: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(host: string) {
    this.#host = host;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now on, the server may be silent for `ms` milliseconds. */
  allow(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#controller.abort(
        new Failure(
          'server-unreachable',
          wording('{host} has sent nothing for {seconds} s.', {
            host: this.#host,
            seconds: Math.round(ms / 1000),
          }),
        ),
      );
    }, ms);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
