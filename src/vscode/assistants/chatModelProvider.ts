import * as vscode from 'vscode';
import type { ChatModel } from '../../core/chatModels.ts';
import type { Engine } from '../../core/engine.ts';
import { Failure, isFailure } from '../../core/errors.ts';
import type { PlainMessage } from '../../core/ports/conversing.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { t } from '../../core/texts/translate.ts';
import { abortSignalOf } from '../abortSignalOf.ts';
import type { ChatStore } from '../chat/conversations/chatStore.ts';
import { failureNotice } from '../text/words.ts';
import { answerTokens } from '../../core/prompt/answerTokens.ts';

/** As in `contributes.languageModelChatProviders`. */
const vendor = 'ask-workspace';

/**
 * Bytes of UTF-8 per token while the model is not loaded. Code and Markdown have 3.1 to 3.7
 * (`usualBytesPerToken`), so this counts too many rather than too few.
 */
const bytesPerToken = 3;

export interface ChatModelProviderContext {
  readonly engine: Pick<Engine, 'converse' | 'chatModels'>;
  readonly settings: () => Pick<Settings, 'decoding'>;
  readonly logError: (error: unknown) => void;
}

/** Offers the model, and says so when another one is in use. */
export function registerChatModel(
  context: ChatModelProviderContext & { readonly store: ChatStore },
): vscode.Disposable {
  const { store } = context;
  const changed = new vscode.EventEmitter<void>();
  const inUse = (): string | null => {
    const { status, name } = store.state.chatModel;
    return status === 'present' ? name : null;
  };
  let known = inUse();
  const end = store.subscribe(() => {
    if (inUse() === known) return;
    known = inUse();
    changed.fire();
  });
  return vscode.Disposable.from(
    vscode.lm.registerLanguageModelChatProvider(
      vendor,
      new ChatModelProvider(context, changed.event),
    ),
    changed,
    new vscode.Disposable(end),
  );
}

/** The chat model of this machine as a model of the editor's own chat: words in, words out. */
export class ChatModelProvider implements vscode.LanguageModelChatProvider {
  readonly onDidChangeLanguageModelChatInformation: vscode.Event<void>;
  readonly #context: ChatModelProviderContext;

  /** @param onDidChange fires when another chat model is in use. */
  constructor(context: ChatModelProviderContext, onDidChange: vscode.Event<void>) {
    this.#context = context;
    this.onDidChangeLanguageModelChatInformation = onDidChange;
  }

  /** Loads nothing. The list is empty without a chat model, and if a server answers instead. */
  async provideLanguageModelChatInformation(): Promise<vscode.LanguageModelChatInformation[]> {
    const model = await this.#model();
    if (model === null) return [];
    const { maxTokens } = this.#context.settings().decoding;
    const maxOutputTokens = answerTokens(model.contextSize, maxTokens);
    return [
      {
        id: 'local',
        name: model.name,
        family: 'local',
        version: '1',
        tooltip: t('Runs on this machine, without tools and without the index.'),
        detail: 'Ask Workspace',
        maxInputTokens: model.contextSize - maxOutputTokens,
        maxOutputTokens,
        capabilities: { toolCalling: false, imageInput: false },
      },
    ];
  }

  async provideLanguageModelChatResponse(
    ...[, messages, , progress, token]: Parameters<
      vscode.LanguageModelChatProvider['provideLanguageModelChatResponse']
    >
  ): Promise<void> {
    const { engine, settings, logError } = this.#context;
    const decoding = { ...settings().decoding, grounded: false, wording: 'sentences' } as const;
    const request = { messages: messages.map(toPlainMessage), decoding };
    try {
      await engine.converse(
        request,
        (event) => {
          if (event.type === 'text') progress.report(new vscode.LanguageModelTextPart(event.delta));
        },
        abortSignalOf(token),
      );
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (token.isCancellationRequested) return;
      logError(error);
      throw new Error(
        isFailure(error, 'cancelled')
          ? t('Stopped, because the chat of Ask Workspace was asked something.')
          : failureNotice(error).message,
        { cause: error },
      );
    }
  }

  async provideTokenCount(
    _model: vscode.LanguageModelChatInformation,
    text: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    const counted = typeof text === 'string' ? text : textOf(text);
    const model = await this.#model();
    return (
      (await model?.conversation?.countTokens(counted)) ??
      Math.ceil(Buffer.byteLength(counted) / bytesPerToken)
    );
  }

  async #model(): Promise<ChatModel | null> {
    try {
      const model = await this.#context.engine.chatModels.find();
      return (model?.conversation ?? null) === null ? null : model;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#context.logError(error);
      return null;
    }
  }
}

function toPlainMessage(message: vscode.LanguageModelChatRequestMessage): PlainMessage {
  return { role: roleOf(message.role), text: textOf(message) };
}

/** @param role a number, because the editor sends system messages that its typings do not have. */
function roleOf(role: number): PlainMessage['role'] {
  const user: number = vscode.LanguageModelChatMessageRole.User;
  const assistant: number = vscode.LanguageModelChatMessageRole.Assistant;
  if (role === user) return 'user';
  return role === assistant ? 'assistant' : 'system';
}

/** The text of a message, without pictures and calls of tools: the model cannot use them. */
function textOf({ content }: vscode.LanguageModelChatRequestMessage): string {
  return content
    .flatMap((part) => (part instanceof vscode.LanguageModelToolResultPart ? part.content : [part]))
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}
