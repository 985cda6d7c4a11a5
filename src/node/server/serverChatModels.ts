import { basename } from 'node:path';
import type { ChatModel, ChatModels } from '../../core/chatModels.ts';
import { Failure } from '../../core/errors.ts';
import { plainText } from '../../core/plainText.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { GenerateRequest, Generation } from '../../core/ports/generation.ts';
import type { ChatModelSettings } from '../../core/settings/settings.ts';
import { toSignal } from '../children/toSignal.ts';
import { completionBody } from './completionBody.ts';
import { completionChunks } from './completionStream.ts';
import { findLlamaServer } from './llamaServer.ts';
import { chatServerSettings, parseServerAddress } from './serverAddress.ts';
import type { ServerAddress } from './serverAddress.ts';
import { ServedAnswer } from './servedAnswer.ts';
import { ServerConnection } from './serverConnection.ts';
import { finishFailure } from './serverFailure.ts';
import { onlyModelName } from './serverModelName.ts';
import { makeServerPrompt, usualBytesPerToken } from './serverPrompt.ts';
import type { ServerPrompt } from './serverPrompt.ts';
import { Silence } from './silence.ts';

/** How long a server may show no sign of life, in milliseconds. */
export interface ServerPatience {
  /** Before the first one: it may be loading the model, or reading on a CPU without saying so. */
  readonly firstSignMs: number;
  /** After it. llama.cpp's server sends a comment every 30 s. */
  readonly nextSignMs: number;
}

export interface ServerChatModelsOptions {
  /** Called each time, so that changes take effect. */
  readonly settings: () => ChatModelSettings;
  /** The key of the server with this origin; undefined for none. */
  readonly key: (origin: string) => Promise<string | undefined>;
  readonly patience?: ServerPatience;
}

const usualPatience: ServerPatience = { firstSignMs: 240_000, nextSignMs: 90_000 };
/** Approximate maximum length of a token. */
const maxCharactersPerToken = 32;
/** A ratio outside this range means that the count is implausible. */
const bytesPerTokenRange = { min: 1, max: 8 };

/** What is used to make a prompt and send it. */
interface Session {
  readonly connection: ServerConnection;
  readonly prompt: ServerPrompt;
  readonly isLlamaServer: boolean;
  readonly signal: AbortSignal;
}

/**
 * The chat model of an OpenAI-compatible server: llama.cpp's own, Ollama, LM Studio, vLLM and
 * others. Nothing is sent before a question is asked, and then only to that server.
 */
export class ServerChatModels implements ChatModels {
  readonly #options: ServerChatModelsOptions;
  /** Bytes of UTF-8 per token, by server and model, as counted for earlier prompts. */
  readonly #bytesPerToken = new Map<string, number>();
  #stopping = new AbortController();

  constructor(options: ServerChatModelsOptions) {
    this.#options = options;
  }

  find(): Promise<ChatModel | null> {
    return Promise.resolve().then(() => {
      const { server, serverModel, contextSize } = this.#options.settings();
      if (server === '') return null;
      const address = parseServerAddress(server, chatServerSettings);
      return {
        name: `${serverModel === '' ? 'The model' : serverModel} at ${address.host}`,
        contextSize,
        generate: (request, onEvent, cancellation) =>
          this.#generate(address, request, onEvent, this.#signal(cancellation)),
        continueAnswer: null,
        conversation: null,
        readAhead: null,
        previewPrompt: async (request, cancellation) =>
          (await this.#prepare(address, request, this.#signal(cancellation))).prompt.text,
        replay: null,
      };
    });
  }

  thatAnswered(): Promise<ChatModel | null> {
    return Promise.resolve(null);
  }

  /** Aborts running requests. */
  stop(): Promise<void> {
    this.#stopping.abort();
    this.#stopping = new AbortController();
    return Promise.resolve();
  }

  #signal(cancellation: Cancellation): AbortSignal {
    return AbortSignal.any([toSignal(cancellation), this.#stopping.signal]);
  }

  async #prepare(
    address: ServerAddress,
    request: GenerateRequest,
    signal: AbortSignal,
  ): Promise<Session> {
    const { contextSize } = this.#options.settings();
    const connection = new ServerConnection(address, await this.#options.key(address.origin));
    const llama = await findLlamaServer(connection, signal);
    const prompt = await makeServerPrompt(
      request,
      {
        contextSize: Math.min(contextSize, llama?.contextSize ?? contextSize),
        bytesPerToken: this.#bytesPerToken.get(this.#rateKey(address)) ?? usualBytesPerToken,
        llama,
      },
      signal,
    );
    this.#bytesPerToken.set(this.#rateKey(address), prompt.bytesPerToken);
    return { connection, prompt, isLlamaServer: llama !== null, signal };
  }

  async #generate(
    address: ServerAddress,
    request: GenerateRequest,
    onEvent: Parameters<ChatModel['generate']>[1],
    stopped: AbortSignal,
  ): Promise<Generation> {
    const { firstSignMs, nextSignMs } = this.#options.patience ?? usualPatience;
    const { host, api } = address;
    using silence = new Silence(host);
    silence.allow(firstSignMs);
    const signal = AbortSignal.any([stopped, silence.signal]);
    if (signal.aborted) throw new Failure('cancelled', 'Stopped.');
    const { connection, prompt, isLlamaServer } = await this.#prepare(address, request, signal);
    const { serverModel } = this.#options.settings();
    const named =
      serverModel === '' && !isLlamaServer ? await onlyModelName(connection, signal) : serverModel;
    const { decoding } = request;
    const model = named === '' ? null : named;
    const body = completionBody({ messages: prompt.messages, model, decoding, isLlamaServer });
    const startedMs = performance.now();
    const tellRead = (readTokens: number, totalTokens: number, tokensPerSecond = 0): void => {
      onEvent({ type: 'reading', readTokens, totalTokens, tokensPerSecond, fewer: null });
    };
    tellRead(0, prompt.tokens);
    const response = await connection.request(`${api}/chat/completions`, body, signal);
    const answer = new ServedAnswer();
    let readMs = 0;
    let thoughtLength = 0;
    const give = (delta: string): void => {
      const thought = answer.thoughts.slice(thoughtLength);
      thoughtLength += thought.length;
      if (signal.aborted) return;
      if (thought !== '') onEvent({ type: 'thought', delta: thought });
      if (delta !== '') onEvent({ type: 'text', delta });
    };
    const onSign = (): void => {
      silence.allow(nextSignMs);
    };
    let isCut = false;
    for await (const chunk of completionChunks(address, response, onSign, signal)) {
      const progress = chunk.prompt_progress;
      if (progress && !answer.hasBegun) {
        const { total, cache, processed, time_ms: ms } = progress;
        tellRead(processed, total, ms ? ((processed - cache) * 1000) / ms : 0);
      }
      give(answer.take(chunk));
      if (answer.hasBegun && readMs === 0) readMs = performance.now() - startedMs;
      const written = answer.text.length + answer.thoughts.length;
      isCut = written > decoding.maxTokens * maxCharactersPerToken;
      if (isCut) break;
    }
    give(answer.end());
    const failure = finishFailure(host, answer.finish);
    if (failure !== null) throw failure;
    this.#learn(address, prompt, answer);
    const thoughts = answer.thoughts.trim();
    return {
      text: answer.text,
      ...(thoughts === '' ? {} : { thoughts }),
      prompt: prompt.text,
      usedSources: prompt.layout.usedSources,
      droppedTurns: prompt.layout.droppedTurns,
      stop: isCut ? 'max-tokens' : answer.stop,
      fewer: null,
      more: null,
      model: { name: shortName(answer.model || named || 'The model'), path: null },
      served: { host, build: plainText(answer.build), decoding },
      receipt: null,
      timings: {
        loadMs: 0,
        readMs,
        writeMs: performance.now() - startedMs - readMs,
        promptTokens: answer.promptTokens ?? prompt.tokens,
        reusedTokens: answer.reusedTokens,
        outputTokens:
          answer.outputTokens ?? Math.ceil(Buffer.byteLength(answer.text) / prompt.bytesPerToken),
        areEstimates:
          answer.outputTokens === null || (answer.promptTokens === null && !prompt.isCounted),
      },
    };
  }

  /** The next estimate uses what the server counted this time. */
  #learn(address: ServerAddress, prompt: ServerPrompt, { promptTokens }: ServedAnswer): void {
    if (prompt.isCounted || promptTokens === null || promptTokens === 0) return;
    const bytes = Buffer.byteLength(prompt.messages.map(({ content }) => content).join(''));
    const { min, max } = bytesPerTokenRange;
    const rate = bytes / promptTokens;
    if (rate >= min && rate <= max) this.#bytesPerToken.set(this.#rateKey(address), rate);
  }

  #rateKey({ api }: ServerAddress): string {
    return `${api} ${this.#options.settings().serverModel}`;
  }
}

/** llama.cpp's server reports the path of its file unless it was given another name. */
function shortName(name: string): string {
  return plainText(name.endsWith('.gguf') ? basename(name) : name);
}
