import type { Notice } from '../../core/conversation/chatState.ts';
import type { Failure, FailureReason } from '../../core/errors.ts';
import type { AskedTeam } from '../../core/ports/retriever.ts';
import { t, translated } from '../../core/texts/translate.ts';
import { withoutTeam } from '../../core/conversation/withoutTeam.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';
import { megabytes } from './megabytes.ts';

/** Every button that a message can have. `noticeActions.ts` says what each does. */
const noticeLabels = {
  retry: wording('Retry'),
  'show-log': wording('Show log'),
  'open-settings': wording('Open settings'),
  'manage-trust': wording('Manage workspace trust'),
  'index-workspace': wording('Index the workspace'),
  'rebuild-index': wording('Rebuild the index'),
  'download-chat-model': wording('Download the model'),
  'import-chat-model': wording('Use a file…'),
  'set-server-key': wording('Set the key…'),
  'show-skipped': wording('Show skipped files'),
  'embed-now': wording('Embed now'),
  'use-multilingual-model': wording('Download and use it'),
  'decline-multilingual-model': wording('Do not offer it again'),
};

export type NoticeAction = keyof typeof noticeLabels;

export function isNoticeAction(id: string): id is NoticeAction {
  return Object.hasOwn(noticeLabels, id);
}

export function notice(message: string, ...actions: readonly NoticeAction[]): Notice {
  return {
    message,
    actions: actions.map((id) => ({ id, label: translated(noticeLabels[id]) })),
  };
}

/** What the user reads after an expected failure, and what they can do about it. */
export function failureNotice(failure: Failure): Notice {
  const [sentence, ...actions] = failureWords[failure.reason];
  return notice(translated(sentence(failure.wording)), ...actions);
}

/** What the user reads after a bug. */
export function bugNotice(): Notice {
  return notice(
    t('Something went wrong inside Ask Workspace. The log has the details.'),
    'retry',
    'show-log',
  );
}

/** Shown with a question whose answer was still being written. */
export function interrupted(): Notice {
  return notice(
    t('Interrupted: the window was closed or reloaded before the answer was complete.'),
  );
}

/** In an export, the heading of a question that was edited, with what was asked after it. */
export function otherVersion(): string {
  return t('Another version of a question');
}

export function nothingFound(): Notice {
  return notice(
    t('Nothing in this workspace matches that. Try other words. Some files may have been skipped.'),
    'show-skipped',
  );
}

/** Why the team's index was not searched; nothing if it was, or if none is set. */
export function missingTeam(team: AskedTeam | undefined): string[] {
  return team?.problem === undefined
    ? []
    : [withoutTeam(translated(team.problem), team.unsearchedFiles)];
}

export function closestPlaces(): Notice {
  return notice(t('Nothing in this workspace seems to answer that. These are the closest places.'));
}

/** The offer of an embedding model for more languages than English. */
export function multilingualModel(inUse: string, offered: string, bytes: number): Notice {
  return notice(
    t(
      'The embedding model in the settings, {inUse}, is for English, so this question is searched in a rough translation. {offered} ({size}) understands the question itself. With it, everything is embedded again.',
      { inUse, offered, size: megabytes(bytes) },
    ),
    'use-multilingual-model',
    'decline-multilingual-model',
  );
}

/** Embedding waits because of the battery. */
export function meaningWaits(): Notice {
  return notice(
    t(
      'This computer runs on battery. Search by words is complete; the rest of the search by meaning waits until it is plugged in.',
    ),
    'embed-now',
  );
}

export function emptyAnswer(): Notice {
  return notice(
    t('The model gave an empty answer. Its sources are above. Try asking in other words.'),
  );
}

export const noFolderWording = wording(
  'There is no folder to ask about. Open one, or turn on the setting askWorkspace.index.enabled.',
);

export function noFolder(): Notice {
  return notice(translated(noFolderWording), 'open-settings');
}

export function untrusted(): Notice {
  return notice(translated(untrustedWording), 'manage-trust');
}

const untrustedWording = wording(
  'This workspace is not trusted yet, so none of its files has been read.',
);

/** `detail` is the failure's own sentence, which names the file, the setting or the amount. */
const failureWords: Readonly<
  Record<
    FailureReason,
    readonly [sentence: (detail: Wording) => Wording, ...actions: NoticeAction[]]
  >
> = {
  cancelled: [() => wording('Stopped.')],
  'index-empty': [
    () => wording('Nothing has been indexed here yet, or every file was skipped.'),
    'index-workspace',
    'show-skipped',
  ],
  'index-locked': [
    () =>
      wording(
        'Another window is writing this index. It can still be searched; try again in a moment.',
      ),
    'retry',
  ],
  'index-unreadable': [
    () => wording('The index on disk cannot be read. Rebuild it; your files are not affected.'),
    'rebuild-index',
    'show-log',
  ],
  'disk-full': [
    (detail) => wording('{detail} Free some space, then try again.', { detail }),
    'retry',
    'open-settings',
  ],
  'folder-missing': [itself, 'retry'],
  'folder-read-only': [itself, 'open-settings'],
  'untrusted-workspace': [() => untrustedWording, 'manage-trust'],
  'model-missing': [
    (detail) => wording('{detail} Sources are found without a chat model.', { detail }),
    'download-chat-model',
    'import-chat-model',
    'open-settings',
  ],
  'model-corrupt': [
    (detail) => wording('The model file is damaged. {detail}', { detail }),
    'download-chat-model',
    'import-chat-model',
  ],
  'model-unsupported': [
    (detail) => wording('This model cannot be used. {detail}', { detail }),
    'import-chat-model',
    'open-settings',
  ],
  'model-incapable': [itself],
  'server-unreachable': [itself, 'retry', 'open-settings'],
  'server-failed': [itself, 'retry', 'open-settings'],
  'key-refused': [itself, 'set-server-key', 'open-settings'],
  'store-unreachable': [itself, 'retry', 'open-settings'],
  'store-refused': [itself, 'open-settings'],
  'store-unusable': [itself, 'open-settings'],
  'context-too-small': [itself, 'open-settings'],
  'out-of-memory': [
    (detail) => wording('There is not enough memory for this model. {detail}', { detail }),
    'open-settings',
    'import-chat-model',
  ],
  'download-failed': [
    (detail) => wording('The download did not finish. {detail}', { detail }),
    'import-chat-model',
    'show-log',
  ],
  'checksum-mismatch': [
    (detail) => wording('The file is not the expected one. {detail}', { detail }),
    'show-log',
  ],
  offline: [
    (detail) =>
      wording(
        'The download address cannot be reached. You can use a model file instead. {detail}',
        { detail },
      ),
    'import-chat-model',
    'open-settings',
  ],
  'process-crashed': [
    () => wording('The background process ended unexpectedly. It restarts automatically.'),
    'retry',
    'show-log',
  ],
  'process-gave-up': [
    () =>
      wording(
        'The background process crashed three times within five minutes and is not restarted for now.',
      ),
    'retry',
    'show-log',
  ],
  'runtime-too-old': [itself, 'open-settings'],
  'invalid-setting': [itself, 'open-settings'],
  'unsupported-platform': [itself, 'show-log'],
};

/** The failure's own sentence says all. */
function itself(detail: Wording): Wording {
  return detail;
}
