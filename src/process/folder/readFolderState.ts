import type { FolderState, TeamProblem } from '../../core/indexing/folderState.ts';
import type { FolderParts } from './folderParts.ts';
import type { MeaningRetries } from './meaningRetries.ts';
import type { WriterRole } from './writerRole.ts';

export interface ShownParts extends Pick<
  FolderParts,
  'params' | 'shared' | 'store' | 'meaning' | 'progress' | 'team'
> {
  /** Why the team's index is not used although one is set. */
  readonly teamProblem: TeamProblem | null;
  readonly role: Pick<WriterRole, 'otherIsThere'>;
  readonly retries: Pick<MeaningRetries, 'problem'>;
}

/** What is reported of a folder's index. */
export async function readFolderState(parts: ShownParts): Promise<FolderState> {
  const { params, shared, store, meaning, role } = parts;
  const { activity, progress, waitsForPower } = parts.progress;
  const { pausedFor } = shared;
  const summary = await store.summary();
  return {
    root: params.root,
    activity: activity !== 'idle' && pausedFor !== null ? 'paused' : activity,
    ...(pausedFor === null ? {} : { pausedFor }),
    ...(waitsForPower ? { waitsForPower } : {}),
    writer: role.otherIsThere ? 'other' : 'self',
    ...summary,
    embeddedChunks: meaning.embeddedChunks,
    bytesOnDisk: store.bytesOnDisk(),
    vectorBytes: store.bytesOnDisk('vectors-') + meaning.storedBytes,
    embeddingModel: meaning.modelSha256,
    ...served(parts),
    ...(await published(parts)),
    comparesAll: meaning.comparesAll,
    progress,
  };
}

/** The team's index, or why it is not used; nothing if none is set. */
async function published({
  store,
  team,
  teamProblem,
}: ShownParts): Promise<Pick<FolderState, 'team'>> {
  if (team === null) return teamProblem === null ? {} : { team: teamProblem };
  const { state, problem } = team;
  if (problem !== undefined) {
    const unsearchedFiles = (await store.reading?.published())?.size ?? 0;
    return { team: { store: team.name, problem: problem.wording, unsearchedFiles } };
  }
  if (state === undefined) return {};
  const { repositoryName: repository, branchName: branch, commit, chunks } = state;
  return { team: { store: team.name, repository, branch, commit, chunks } };
}

/** The server that embeds, and what its problem is; nothing for a model of this machine. */
function served({
  meaning: { server },
  retries: { problem },
}: ShownParts): Pick<FolderState, 'embeddingServer' | 'meaningProblem'> {
  return {
    ...(server === null ? {} : { embeddingServer: { host: server.host, model: server.model } }),
    ...(problem === null
      ? {}
      : { meaningProblem: { reason: problem.reason, wording: problem.wording } }),
  };
}
