import type { Notice } from '../../core/conversation/chatState.ts';
import type { Failure, FailureReason } from '../../core/errors.ts';
import type { SkipReason } from '../../core/domain.ts';
import type { IndexSettings } from '../../core/settings/settings.ts';

/** Every button that a message can have. `noticeActions.ts` says what each does. */
const noticeLabels = {
  retry: 'Retry',
  'show-log': 'Show log',
  'open-settings': 'Open settings',
  'manage-trust': 'Manage workspace trust',
  'index-workspace': 'Index the workspace',
  'rebuild-index': 'Rebuild the index',
  'download-chat-model': 'Download the model',
  'import-chat-model': 'Use a file…',
  'set-server-key': 'Set the key…',
  'show-skipped': 'Show skipped files',
} as const;

export type NoticeAction = keyof typeof noticeLabels;

export function isNoticeAction(id: string): id is NoticeAction {
  return Object.hasOwn(noticeLabels, id);
}

export function notice(message: string, ...actions: readonly NoticeAction[]): Notice {
  return { message, actions: actions.map((id) => ({ id, label: noticeLabels[id] })) };
}

/** What the user reads after an expected failure, and what they can do about it. */
export function failureNotice(failure: Failure): Notice {
  const [sentence, ...actions] = failureWords[failure.reason];
  return notice(
    sentence.replace('{detail}', () => failure.message),
    ...actions,
  );
}

/** What the user reads after a bug. */
export const bugNotice: Notice = notice(
  'Something went wrong inside Ask Workspace. The log has the details.',
  'retry',
  'show-log',
);

/** Shown with a question whose answer was still being written. */
export const interrupted: Notice = notice(
  'Interrupted: the window was closed or reloaded before the answer was complete.',
);

export const nothingFound: Notice = notice(
  'Nothing in this workspace matches that. Try other words. Some files may have been skipped.',
  'show-skipped',
);
export const closestPlaces: Notice = notice(
  'Nothing in this workspace seems to answer that. These are the closest places.',
);
export const emptyAnswer: Notice = notice(
  'The model gave an empty answer. Its sources are above. Try asking in other words.',
);
export const noFolder: Notice = notice(
  'There is no folder to ask about. Open one, or turn on the setting askWorkspace.index.enabled.',
  'open-settings',
);
export const untrusted: Notice = notice(
  'This workspace is not trusted yet, so none of its files has been read.',
  'manage-trust',
);

/** `{detail}` is the failure's own sentence, which names the file, the setting or the amount. */
const failureWords: Readonly<
  Record<FailureReason, readonly [sentence: string, ...actions: NoticeAction[]]>
> = {
  cancelled: ['Stopped.'],
  'index-empty': [
    'Nothing has been indexed here yet, or every file was skipped.',
    'index-workspace',
    'show-skipped',
  ],
  'index-locked': [
    'Another window is writing this index. It can still be searched; try again in a moment.',
    'retry',
  ],
  'index-unreadable': [
    'The index on disk cannot be read. Rebuild it; your files are not affected.',
    'rebuild-index',
    'show-log',
  ],
  'disk-full': ['The disk is full. {detail}', 'retry', 'open-settings'],
  'folder-missing': ['{detail}', 'retry'],
  'folder-read-only': ['{detail}', 'open-settings'],
  'untrusted-workspace': [
    'This workspace is not trusted yet, so none of its files has been read.',
    'manage-trust',
  ],
  'model-missing': [
    '{detail} Sources are found without a chat model.',
    'download-chat-model',
    'import-chat-model',
    'open-settings',
  ],
  'model-corrupt': [
    'The model file is damaged. {detail}',
    'download-chat-model',
    'import-chat-model',
  ],
  'model-unsupported': [
    'This model cannot be used. {detail}',
    'import-chat-model',
    'open-settings',
  ],
  'model-incapable': ['{detail}'],
  'server-unreachable': ['{detail}', 'retry', 'open-settings'],
  'server-failed': ['{detail}', 'retry', 'open-settings'],
  'key-refused': ['{detail}', 'set-server-key', 'open-settings'],
  'context-too-small': ['{detail}', 'open-settings'],
  'out-of-memory': [
    'There is not enough memory for this model. {detail}',
    'open-settings',
    'import-chat-model',
  ],
  'download-failed': ['The download did not finish. {detail}', 'import-chat-model', 'show-log'],
  'checksum-mismatch': ['The file is not the expected one. {detail}', 'show-log'],
  offline: [
    'The download address cannot be reached. You can use a model file instead. ' + '{detail}',
    'import-chat-model',
    'open-settings',
  ],
  'process-crashed': [
    'The background process ended unexpectedly. It restarts automatically.',
    'retry',
    'show-log',
  ],
  'process-gave-up': [
    'The background process crashed three times within five minutes and is not restarted for now.',
    'retry',
    'show-log',
  ],
  'runtime-too-old': ['{detail}', 'open-settings'],
  'invalid-setting': ['{detail}', 'open-settings'],
  'unsupported-platform': ['{detail}', 'show-log'],
};

/** Follows the count of skipped files: `3 over 1.5 MB`. */
export function skipWords(
  reason: SkipReason,
  { maxFileSizeMB, maxPdfSizeMB }: Pick<IndexSettings, 'maxFileSizeMB' | 'maxPdfSizeMB'>,
): string {
  return reason === 'too-large'
    ? `over ${maxFileSizeMB} MB (PDF, Word and notebooks ${maxPdfSizeMB} MB)`
    : plainSkipWords[reason];
}

const plainSkipWords: Readonly<Record<Exclude<SkipReason, 'too-large'>, string>> = {
  ignored: 'by .gitignore or .askignore',
  excluded: 'by files.exclude or search.exclude',
  binary: 'not text',
  minified: 'minified, or data in long lines',
  generated: 'generated',
  secret: 'keys and other secrets',
  'lock-file': 'lock files',
  unreadable: 'not readable',
  'outside-link': 'links to something outside the folder',
  link: 'links to skipped files',
  worktree: 'linked worktrees of the same repository',
  repository: 'repositories that git cannot read, or unfetched submodules',
  'parse-failed': 'damaged documents',
  'no-text': 'documents without text (scanned?)',
  locked: 'documents that need a password',
  'owner-file': 'owner files of open documents',
  'apple-double': 'macOS companion files (._)',
  'lfs-pointer': 'Git LFS pointers to unfetched files (git lfs pull)',
};

/** Follows "(a file) is skipped". */
export function leftOutWords(reason: SkipReason, limits: Parameters<typeof skipWords>[1]): string {
  if (reason === 'ignored' || reason === 'excluded') return ` ${skipWords(reason, limits)}`;
  return reason === 'too-large'
    ? `: it is ${skipWords(reason, limits)}`
    : `: ${oneFileWords[reason]}`;
}

const oneFileWords: Readonly<
  Record<Exclude<SkipReason, 'too-large' | 'ignored' | 'excluded'>, string>
> = {
  binary: 'it is not text',
  minified: 'it is minified',
  generated: 'a program generated it',
  secret: 'files like this contain keys or other secrets',
  'lock-file': 'a package manager writes it',
  unreadable: 'it cannot be read',
  'outside-link': 'it is a link to something outside the folder',
  link: 'it is a link, and only its target can be indexed',
  worktree: 'it is in a linked worktree of the same repository',
  repository: 'git cannot read the repository that it is in, or the submodule was not fetched',
  'parse-failed': 'the document is damaged',
  'no-text': 'it has no readable text (scanned?)',
  locked: 'it needs a password to open',
  'owner-file': 'it only marks a document as open in Office',
  'apple-double': 'it only contains metadata that macOS keeps for another file',
  'lfs-pointer': 'it is a Git LFS pointer to an unfetched file (git lfs pull)',
};

export const skipReasons: readonly SkipReason[] = [
  'ignored',
  'excluded',
  'binary',
  'too-large',
  'minified',
  'generated',
  'secret',
  'lock-file',
  'unreadable',
  'outside-link',
  'link',
  'worktree',
  'repository',
  'parse-failed',
  'no-text',
  'locked',
  'owner-file',
  'apple-double',
  'lfs-pointer',
];
