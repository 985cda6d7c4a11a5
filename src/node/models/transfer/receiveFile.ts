import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import type { PartFile } from './partFile.ts';
import { ServerBusy } from './serverBusy.ts';

/** What is known about a file before it arrives. */
export interface FileToReceive {
  readonly url: string;
  readonly bytes: number | null;
}

export interface ReceivePorts {
  readonly fetch: typeof globalThis.fetch;
  /** @throws Failure `disk-full` if `bytes` more do not fit. */
  readonly ensureRoom: (bytes: number) => Promise<void>;
  readonly onBytes: (receivedBytes: number, totalBytes: number | null) => void;
}

/**
 * Sends one request for the rest of `part`, and appends what arrives. If the file has changed, or
 * the server cannot send ranges, it sends the whole file and the part starts over.
 * @returns whether the file is complete; false if the server closed early.
 * @throws Failure `download-failed` if the server refuses or offers a different file; `ServerBusy`;
 * whatever `fetch` throws.
 */
export async function receiveFile(
  file: FileToReceive,
  part: PartFile,
  ports: ReceivePorts,
  signal: AbortSignal,
): Promise<boolean> {
  if (part.source?.url !== file.url) await part.restart(null);
  const response = await ports.fetch(file.url, { headers: requestHeaders(part), signal });
  const offer = readOffer(response);
  if (response.status === 416 && part.bytes > 0) {
    if (part.bytes === (offer.totalBytes ?? file.bytes)) return true;
    await part.restart(null);
    return false;
  }
  const refusal = refusalOf(response, file.url);
  if (refusal !== null) {
    await response.body?.cancel();
    throw refusal;
  }
  const { startByte, totalBytes, validator } = offer;
  const continues =
    response.status === 206 &&
    startByte === part.bytes &&
    validator === part.source?.validator &&
    totalBytes === part.source.totalBytes;
  if (!continues) {
    if (startByte !== 0) {
      await part.restart(null);
      await response.body?.cancel();
      return false;
    }
    await part.restart({ url: file.url, validator, totalBytes });
  }
  if (file.bytes !== null && totalBytes !== null && totalBytes !== file.bytes) {
    throw new Failure(
      'download-failed',
      wording('{host} offers a file of {offered} bytes instead of {expected}.', {
        host: hostOf(file.url),
        offered: totalBytes,
        expected: file.bytes,
      }),
    );
  }
  const expected = totalBytes ?? file.bytes;
  await ports.ensureRoom((expected ?? 0) - part.bytes);
  await append(response, part, { expected, url: file.url, onBytes: ports.onBytes });
  return expected === null || part.bytes === expected;
}

/** Why a response does not contain the file; null if it does. */
function refusalOf(response: Response, url: string): Error | null {
  const { status, headers } = response;
  const host = hostOf(url);
  if (ServerBusy.is(response)) return new ServerBusy(host, response);
  if (status === 401 || status === 403 || status === 407)
    return new Failure(
      'download-failed',
      wording(
        '{host} answered {status} for {url}: it needs a login or a licence that you accept there. Download the file in a browser and choose it here.',
        { host, status, url },
      ),
    );
  if (status !== 200 && status !== 206)
    return new Failure(
      'download-failed',
      wording('{host} answered {status} for {url}.', { host, status, url }),
    );
  return /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? '')
    ? new Failure(
        'download-failed',
        wording(
          '{host} sent a web page instead of {url}, often a login or a notice. Open the address in a browser.',
          { host, url },
        ),
      )
    : null;
}

function requestHeaders(part: PartFile): Record<string, string> {
  const always = { 'accept-encoding': 'identity' };
  if (part.bytes === 0) return always;
  const validator = part.source?.validator ?? null;
  return {
    ...always,
    range: `bytes=${part.bytes}-`,
    ...(validator === null ? {} : { 'if-range': validator }),
  };
}

interface Offer {
  readonly startByte: number;
  readonly totalBytes: number | null;
  readonly validator: string | null;
}

/**
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.4; a weak ETag does not guarantee identical
 * bytes.
 */
function readOffer({ status, headers }: Response): Offer {
  const etag = headers.get('etag');
  const validator = etag !== null && !etag.startsWith('W/') ? etag : headers.get('last-modified');
  const [, start, total] =
    /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (status === 206 || status === 416)
    return { startByte: Number(start ?? -1), totalBytes: wholeNumber(total), validator };
  return {
    startByte: 0,
    totalBytes:
      headers.get('content-encoding') === null ? wholeNumber(headers.get('content-length')) : null,
    validator,
  };
}

function wholeNumber(text: string | null = null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

interface Arrival {
  /** Bytes of the whole file; null if unknown. */
  readonly expected: number | null;
  readonly url: string;
  readonly onBytes: ReceivePorts['onBytes'];
}

async function append(
  response: Response,
  part: PartFile,
  { expected, url, onBytes }: Arrival,
): Promise<void> {
  onBytes(part.bytes, expected);
  for await (const chunk of response.body ?? []) {
    if (expected !== null && part.bytes + chunk.length > expected) {
      throw new Failure(
        'download-failed',
        wording('{host} sends more than the {bytes} bytes of the file.', {
          host: hostOf(url),
          bytes: expected,
        }),
      );
    }
    await part.append(chunk);
    onBytes(part.bytes, expected);
  }
}

export function hostOf(url: string): string {
  return new URL(url).host;
}
