import { RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { FailureData } from '../../../src/protocol/failureData.ts';

export const Echo = new RequestType<
  { text: string },
  { text: string; pid: number; args: readonly string[] },
  FailureData
>('test/echo');
export const End = new RequestType<{ how: 'exit' | 'abort' | 'kill' }, void, FailureData>(
  'test/end',
);
/** Never comes back and never reads another message. */
export const Hang = new RequestType<object, void, FailureData>('test/hang');
export const Goodbye = new RequestType0<void, FailureData>('test/goodbye');
