import type { Decoding } from '../domain.ts';
import type { Metric } from './metric.ts';

/**
 * The settings (`askWorkspace.*`) as the product reads them. `package.json` has names, defaults and
 * ranges.
 */
export interface Settings {
  readonly index: IndexSettings;
  readonly retrieval: RetrievalSettings;
  readonly editor: EditorSettings;
  readonly chatModel: ChatModelSettings;
  readonly decoding: Decoding;
  readonly answer: AnswerSettings;
  readonly models: ModelsSettings;
  readonly assistants: AssistantsSettings;
  /** Node executable that runs the child processes; empty for the editor's own. */
  readonly nodePath: string;
}

export interface IndexSettings {
  readonly enabled: boolean;
  readonly maxFileSizeMB: number;
  readonly maxPdfSizeMB: number;
  /** Threads for embedding; 0 means half of the cores, but two if there are two. */
  readonly threads: number;
  readonly pauseWhileAnswering: boolean;
  readonly pauseWhileTyping: boolean;
  /** Whether embedding waits while this machine runs on battery. */
  readonly pauseOnBattery: boolean;
  readonly metric: Metric;
  /** Id of an embedding model of the catalog. */
  readonly embeddingModel: string;
  /** Address of an OpenAI-compatible server that embeds instead; empty for none. */
  readonly embeddingServer: string;
  /** The embedding model there; empty for the only model it has. */
  readonly embeddingServerModel: string;
  /** Address of a team's index in PostgreSQL; empty for none. */
  readonly store: string;
  /** The repository to follow there; empty for the one that git's remote names. */
  readonly storeRepository: string;
}

export interface RetrievalSettings {
  /** Sources shown for a question, 1 to 50. */
  readonly topK: number;
  readonly preferActiveFile: boolean;
}

export interface EditorSettings {
  /** Whether a question is offered above each function and type. */
  readonly codeLens: boolean;
}

export interface ChatModelSettings {
  /** Absolute path of a .gguf file; empty for the best one in the models folder. */
  readonly path: string;
  /** 0 means chosen by measuring, at most the physical cores. */
  readonly threads: number;
  /** Address of an OpenAI-compatible server that answers instead; empty for none. */
  readonly server: string;
  /** The model to ask there; empty for the only one it has. */
  readonly serverModel: string;
  readonly contextSize: number;
  readonly idleUnloadMinutes: number;
}

export interface AnswerSettings {
  /** Upper bound of the prompt in tokens. */
  readonly promptTokens: number;
  /** How long reading the prompt may take; 0 means unlimited. */
  readonly budgetSeconds: number;
  readonly readAhead: boolean;
  /** Path of a detector's .onnx file or folder; empty for none. */
  readonly detector: string;
}

export interface ModelsSettings {
  /** Folder with the models; empty for the user's data folder. */
  readonly folder: string;
  /** Address that downloads come from. */
  readonly endpoint: string;
  /** Whether the multilingual embedding model may be offered under a question. */
  readonly offerMultilingual: boolean;
}

/** What is offered to other assistants in the editor; each is off until the user turns it on. */
export interface AssistantsSettings {
  readonly participant: boolean;
  readonly tool: boolean;
  readonly mcp: boolean;
  readonly model: boolean;
}
