import { MessageTable } from '../../../src/protocol/messageTable.ts';

interface CrashingChildRequests {
  echo(params: { text: string }): { text: string; pid: number; args: readonly string[] };
  end(params: { how: 'exit' | 'abort' | 'kill' }): void;
  /** Never returns and never reads another message. */
  hang(): void;
  goodbye(): void;
}

export const crashingChildMessages = new MessageTable<CrashingChildRequests, object>('test');
