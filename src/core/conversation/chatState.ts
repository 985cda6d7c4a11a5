import type { CheckedSentence } from '../answering/answer.ts';
import type { DetectorReport } from '../answering/detecting/readByDetector.ts';
import type { Citation, ScoreBreakdown } from '../domain.ts';
import type { FirstWord } from '../models.ts';
import type { Generation, SourceChoice } from '../ports/generation.ts';
import type { MeaningSearch } from '../ports/retriever.ts';
import type { AnswerSetting } from '../settings/answerSettings.ts';

/**
 * Everything the chat view shows, as plain data. The host owns it and changes it only through
 * `reduceChat`. The page keeps its copy equal by applying the same events. It contains labels and
 * ids, never absolute paths.
 */
export interface ChatState {
  readonly workspace: WorkspaceView;
  readonly index: IndexView;
  readonly chatModel: ModelView;
  readonly embeddingModel: ModelView;
  /** Hosts that questions or text of files are sent to, by the settings; none by default. */
  readonly servers: readonly string[];
  /**
   * Folders or files (relative, folders end in `/`) that questions are limited to; empty means the
   * whole workspace.
   */
  readonly scope: readonly string[];
  /** What shapes the next answer; empty before the host has said it. */
  readonly answerSettings: readonly AnswerSetting[];
  readonly decodingPreset: 'precise' | 'balanced' | 'creative' | 'quote' | 'custom';
  /**
   * Example questions on the welcome page, made from this workspace's files; empty if there are
   * none.
   */
  readonly exampleQuestions: readonly string[];
  readonly entries: readonly ChatEntry[];
  /**
   * Branches of the conversation that are not shown. Each begins with another version of a question
   * and continues with what was asked after it.
   */
  readonly hidden: readonly (readonly ChatEntry[])[];
}

export interface WorkspaceView {
  readonly folderNames: readonly string[];
  readonly trusted: boolean;
}

export interface IndexView {
  readonly phase: 'none' | 'scanning' | 'words' | 'meaning' | 'ready' | 'paused' | 'failed';
  readonly files: number;
  readonly totalFiles: number;
  readonly chunks: number;
  readonly embeddedChunks: number;
  /** Files or chunks, whatever is being read now; 0 while it is not known. */
  readonly perSecond: number;
  /** Null until it is known within a factor of two. */
  readonly secondsLeft: number | null;
  /**
   * Files left out, by reason. `reason` follows the count in a sentence: `over 1.5 MB`, `by
   * .gitignore`, `binary`.
   */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** What the rest of the index waits for: a pause in typing, or mains power. */
  readonly waitsFor?: 'typing' | 'power';
  readonly message: string | null;
  /** Buttons under `message`. */
  readonly actions: readonly NoticeAction[];
}

/** A model as the chat offers it. Sizes in bytes. */
export interface ModelView {
  readonly status: 'absent' | 'downloading' | 'importing' | 'verifying' | 'present' | 'failed';
  readonly name: string;
  readonly downloadBytes: number;
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  /** Of a chat model that is offered. */
  readonly firstWord?: FirstWord;
  readonly receivedBytes: number;
  /** Measured while downloading or importing; null while unknown. */
  readonly bytesPerSecond: number | null;
  readonly message: string | null;
}

/** A hit as the page shows it: labels and quoted lines, without its absolute path. */
export interface SourceView {
  /** From 1; citations and messages from the page refer to it. */
  readonly number: number;
  readonly fileName: string;
  /**
   * Relative folder of the file, with the workspace folder's name in front if there are several.
   */
  readonly folder: string;
  /** `12-30`, `p. 3`, `cell 2`. */
  readonly rangeLabel: string;
  readonly symbol: string;
  readonly language: string;
  /** Name of the encoding that the file was read in, if not UTF-8. */
  readonly encoding?: string;
  /** What a reader should know before trusting it, in words. */
  readonly caution?: string;
  /** What has happened to its lines since they were found, in words; omitted or empty: nothing. */
  readonly drift?: string;
  /** The user marked it as not useful. */
  readonly notUseful?: boolean;
  /** The quoted lines; `best` ones are marked. */
  readonly lines: readonly {
    readonly number: number;
    readonly text: string;
    readonly best: boolean;
  }[];
  readonly breakdown: ScoreBreakdown;
  /** Number of the source that it nearly repeats, and in whose card it is shown. */
  readonly copyOf?: number;
  /** Other places where nearly the same is. */
  readonly copies?: readonly CopyView[];
  /** How many more such places were found but are not listed. */
  readonly unlistedCopies?: number;
}

/** A near copy that is listed with its source, and its lines that differ. */
export type CopyView = Pick<SourceView, 'fileName' | 'folder' | 'rangeLabel' | 'encoding'> & {
  readonly lines: readonly { readonly number: number; readonly text: string }[];
};

export interface ReadingView {
  readonly readTokens: number;
  readonly totalTokens: number;
  readonly secondsLeft: number | null;
  /**
   * The offer to answer from fewer sources, with the time until the first word; null if it would
   * not help.
   */
  readonly fewer: SourceChoice | null;
}

/** A button under a notice; the host knows what each id does. */
export interface NoticeAction {
  readonly id: string;
  readonly label: string;
}

export interface Notice {
  readonly message: string;
  readonly actions: readonly NoticeAction[];
}

/** How the model arrived at its answer. */
export interface AnswerDetails {
  readonly modelName: string;
  /** Host and port of the server that answered; left out for a model of this machine. */
  readonly servedBy?: string;
  /** Numbers of the sources that stood in the prompt. */
  readonly promptSources: readonly number[];
  readonly promptTokens: number;
  /** Tokens of the prompt that were still in memory from an earlier answer. */
  readonly reusedTokens: number;
  readonly outputTokens: number;
  /** Whether token counts are estimates. */
  readonly areEstimates?: boolean;
  /** Tokens that were guessed from the sources, and how many of them were right. */
  readonly guessedTokens: number;
  readonly acceptedTokens: number;
  readonly loadMs: number;
  readonly readMs: number;
  readonly writeMs: number;
  /** Earlier turns that no longer fitted into the context. */
  readonly droppedTurns: number;
  readonly stop: Generation['stop'];
  /**
   * The offers to answer again from the best source alone, or from all that fit in the context;
   * null if the prompt already had those.
   */
  readonly fewer: SourceChoice | null;
  readonly more: SourceChoice | null;
  /** Whether the answer was cut and can be written on. */
  readonly canContinue: boolean;
  /** Whether the answer can be computed again. */
  readonly canReplay: boolean;
}

/** One of several versions of a question, at the same place of the conversation. */
export interface QuestionVersion {
  /** Id of the first version, the same for all of them. */
  readonly of: string;
  /** From 1, in the order in which they were asked. */
  readonly number: number;
}

/** A server that a question was to be sent to. */
export interface AskedServerView {
  /** Host and port. */
  readonly host: string;
  /** Why it did not help; omitted if it did. */
  readonly problem?: string;
}

/** A team's index that a question was to be searched in; see `AskedTeam`. */
export interface AskedTeamView extends AskedServerView {
  readonly unsearchedFiles?: number;
}

export interface ChatEntry {
  readonly id: string;
  readonly question: string;
  /** Omitted unless the question was edited and asked again. */
  readonly version?: QuestionVersion;
  readonly phase: 'searching' | 'loading' | 'reading' | 'writing' | 'done' | 'stopped' | 'failed';
  readonly sources: readonly SourceView[];
  readonly searchMs: number | null;
  readonly meaningSearch: MeaningSearch;
  /** Share of the chunks that a `partial` search had by meaning too, 0 to 1; omitted if unknown. */
  readonly meaningShare?: number;
  /** The server that the question was sent to for its meaning; omitted for none. */
  readonly meaningServer?: AskedServerView;
  /** The team's index that was searched; omitted for none. */
  readonly teamServer?: AskedTeamView;
  readonly reading: ReadingView | null;
  /** The model's words so far; null when no model was asked. */
  readonly text: string | null;
  /** What the model thought so far; left out if nothing. It is shown folded, and never checked. */
  readonly thoughts?: string;
  readonly citations: readonly Citation[];
  /** Sentences of the finished text, with whether their sources bear them out. */
  readonly sentences: readonly CheckedSentence[];
  /** As in `Answer`. */
  readonly detector?: DetectorReport | undefined;
  /** Null until the model has finished. */
  readonly details: AnswerDetails | null;
  readonly notice: Notice | null;
}
