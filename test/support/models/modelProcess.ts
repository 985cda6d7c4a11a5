import type { Decoding } from '../../../src/core/domain.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  ReplayableGeneration,
} from '../../../src/core/ports/generation.ts';
import type { ChatModelSettings } from '../../../src/core/settings/settings.ts';
import { modelRuntime } from '../../../src/node/children/modelRuntime.ts';
import { SupervisedChild } from '../../../src/node/children/supervisedChild.ts';
import { ModelClient } from '../../../src/protocol/modelClient.ts';
import { modelMessages } from '../../../src/protocol/modelMessages.ts';
import { repositoryRoot } from '../paths.ts';
import { wording } from '../../../src/core/texts/wording.ts';

export const defaultDecoding: Decoding = {
  strategy: 'greedy',
  temperature: 0.7,
  topK: 40,
  topP: 0.9,
  minP: 0,
  grounded: false,
  wording: 'sentences',
  repeatPenalty: 1,
  seed: 0,
  maxTokens: 128,
};
export const defaultSettings: ChatModelSettings = {
  path: '',
  server: '',
  serverModel: '',
  threads: 1,
  contextSize: 2048,
  idleUnloadMinutes: 10,
};

export const fewSources = [
  {
    number: 1,
    label: 'src/config.ts:3-4',
    text: 'export const retryLimit = 3;\nexport const port = 8471;',
  },
  {
    number: 2,
    label: 'README.md:1-2',
    text: 'The server listens on one port.\nIt is started with npm start.',
  },
];

/** A question with a few sources, overridden by `changes`. */
export function requestFor(
  question: string,
  changes: Partial<GenerateRequest> = {},
): GenerateRequest {
  return {
    question,
    sources: fewSources,
    history: [],
    budgetTokens: 900,
    decoding: defaultDecoding,
    ...changes,
  };
}

/** Sources that fill a prompt of at least 900 tokens. */
export const manySources = Array.from({ length: 12 }, (_, i) => ({
  number: i + 1,
  label: `src/file${i}.ts:1-12`,
  text: Array.from(
    { length: 12 },
    (_, line) => `const value${i * 12 + line} = compute(${line}, "text ${i}");`,
  ).join('\n'),
}));

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly settings?: Partial<ChatModelSettings>;
  readonly onEvent?: (event: GenerateEvent) => void;
}

/** The real model process, forked as the product forks it, from its source. */
export class ModelProcess {
  readonly log: string[] = [];
  readonly child: SupervisedChild;
  readonly client: ModelClient;
  #onLine: () => void = () => undefined;

  constructor() {
    this.child = new SupervisedChild({
      name: wording('model process'),
      entry: `${repositoryRoot}/src/process/modelProcess.ts`,
      args: [],
      runtime: () => modelRuntime(''),
      shutdown: (connection) => modelMessages.call(connection, 'shutdown', undefined),
      log: (line) => {
        this.log.push(line);
        this.#onLine();
      },
      clock: { nowMs: () => performance.now() },
    });
    this.client = new ModelClient(this.child);
  }

  /** Process id of the latest one. */
  get pid(): number {
    const said = this.log.findLast((line) => line.startsWith('The model process '));
    return Number(said?.split(' ')[3]);
  }

  /** @returns the answer and the events that led to it. */
  async ask(
    modelPath: string,
    request: GenerateRequest,
    { signal, settings, onEvent }: AskOptions = {},
  ): Promise<{ generation: ReplayableGeneration; events: readonly GenerateEvent[] }> {
    const events: GenerateEvent[] = [];
    const generation = await this.client.generate(
      { modelPath, settings: { ...defaultSettings, ...settings } },
      request,
      (event) => {
        events.push(event);
        onEvent?.(event);
      },
      signal ?? new AbortController().signal,
    );
    return { generation, events };
  }

  /** Resolves with the first matching line that is logged from now on. */
  async nextLine(pattern: RegExp): Promise<string> {
    const from = this.log.length;
    return new Promise((resolve) => {
      this.#onLine = () => {
        const line = this.log.slice(from).find((text) => pattern.test(text));
        if (line !== undefined) resolve(line);
      };
    });
  }

  async stop(): Promise<void> {
    await this.child.stop();
  }
}
