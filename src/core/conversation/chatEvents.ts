import type { DetectorReport } from '../answering/detecting/readByDetector.ts';
import type { MeaningSearch } from '../ports/retriever.ts';
import type {
  AnswerDetails,
  ChatEntry,
  ChatState,
  IndexView,
  AskedServerView,
  AskedTeamView,
  ModelView,
  Notice,
  ReadingView,
  SourceView,
  WorkspaceView,
} from './chatState.ts';

/** Everything that can change the chat's state. */
export type ChatEvent =
  | { readonly type: 'workspace-changed'; readonly workspace: WorkspaceView }
  | { readonly type: 'index-changed'; readonly index: IndexView }
  | { readonly type: 'chat-model-changed'; readonly model: ModelView }
  | { readonly type: 'embedding-model-changed'; readonly model: ModelView }
  | { readonly type: 'scope-changed'; readonly scope: readonly string[] }
  | {
      readonly type: 'decoding-changed';
      readonly preset: ChatState['decodingPreset'];
      readonly settings: ChatState['answerSettings'];
    }
  | { readonly type: 'servers-changed'; readonly servers: readonly string[] }
  | { readonly type: 'examples-changed'; readonly questions: readonly string[] }
  | {
      readonly type: 'asked';
      readonly id: string;
      readonly question: string;
      /** Id of the question that this is an edited version of. */
      readonly insteadOf?: string;
    }
  /** Another version of a question, with what was asked after it, replaces the one shown. */
  | { readonly type: 'version-shown'; readonly id: string }
  | {
      readonly type: 'sources-found';
      readonly id: string;
      readonly sources: readonly SourceView[];
      readonly searchMs: number;
      readonly meaningSearch: MeaningSearch;
      readonly meaningServer?: AskedServerView;
      readonly teamServer?: AskedTeamView;
    }
  | { readonly type: 'loading-model'; readonly id: string }
  | { readonly type: 'reading'; readonly id: string; readonly reading: ReadingView }
  | { readonly type: 'text' | 'thought'; readonly id: string; readonly delta: string }
  | {
      readonly type: 'finished';
      readonly id: string;
      readonly text: string | null;
      readonly thoughts?: string;
      readonly citations: ChatEntry['citations'];
      readonly sentences: ChatEntry['sentences'];
      readonly detector?: DetectorReport;
      readonly details: AnswerDetails | null;
      readonly notice: Notice | null;
    }
  /** A finished answer is being written on. */
  | { readonly type: 'continued'; readonly id: string }
  | { readonly type: 'stopped'; readonly id: string }
  | { readonly type: 'failed'; readonly id: string; readonly notice: Notice }
  /** The user has answered the notice of a finished answer. */
  | { readonly type: 'notice-closed'; readonly id: string }
  /** The lines of finished answers' sources were compared with the files. */
  | {
      readonly type: 'sources-checked';
      readonly id: string;
      /** As in `SourceView`, for each source in order. */
      readonly drifts: readonly string[];
    }
  | {
      readonly type: 'source-marked';
      readonly id: string;
      readonly source: number;
      readonly notUseful: boolean;
    }
  | { readonly type: 'cleared' }
  /** An earlier conversation replaces the current one. */
  | ({ readonly type: 'reopened' } & Pick<ChatState, 'entries' | 'hidden'>);
