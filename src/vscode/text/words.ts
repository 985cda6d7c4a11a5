import type { Notice } from '../../core/conversation/chatState.ts';
import type { Failure, FailureReason } from '../../core/errors.ts';
import type { SkipReason } from '../../core/domain.ts';
import type { IndexSettings } from '../../core/settings/settings.ts';

/** Every button that can stand under a message. `noticeCommands.ts` says what each does. */
export const noticeLabels = {
  retry: 'Retry',
  'show-log': 'Show log',
  'open-settings': 'Open settings',
  'manage-trust': 'Manage workspace trust',
  'index-workspace': 'Index the workspace',
  'rebuild-index': 'Rebuild the index',
  'download-chat-model': 'Download the model',
  'import-chat-model': 'Use a file…',
  'show-skipped': 'Show what was left out',
} as const;

export type NoticeAction = keyof typeof noticeLabels;

export function isNoticeAction(id: string): id is NoticeAction {
  return Object.hasOwn(noticeLabels, id);
}

export function notice(message: string, ...actions: readonly NoticeAction[]): Notice {
  return { message, actions: actions.map((id) => ({ id, label: noticeLabels[id] })) };
}

/** What a person reads when something expected went wrong, and what they can do about it. */
export function failureNotice(failure: Failure): Notice {
  const [sentence, ...actions] = failureWords[failure.reason];
  return notice(
    sentence.replace('{detail}', () => failure.message),
    ...actions,
  );
}

/** What a person reads when the fault is ours. */
export const bugNotice: Notice = notice(
  'Something went wrong inside Ask Workspace. The log has the details.',
  'retry',
  'show-log',
);

export const nothingFound: Notice = notice(
  'No file of this workspace has anything on that. Other words may help, and files may have been left out.',
  'show-skipped',
);
export const closestPlaces: Notice = notice(
  'Nothing in this workspace seems to answer that. These are the closest places.',
);
export const noFolder: Notice = notice(
  'There is no folder to ask about: none is open, or the setting askWorkspace.index.enabled leaves it alone.',
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
    'Nothing has been indexed here yet, or every file was left out.',
    'index-workspace',
    'show-skipped',
  ],
  'index-locked': [
    'Another window is writing this index. It can be read meanwhile; try again in a moment.',
    'retry',
  ],
  'index-unreadable': [
    'The index on disk cannot be read. Building it again takes a moment; your files are untouched.',
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
    'Answers in words need a chat model. The sources above are found without one.',
    'download-chat-model',
    'import-chat-model',
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
  'context-too-small': ['{detail}', 'open-settings'],
  'out-of-memory': [
    'There is not enough memory for this model. {detail}',
    'open-settings',
    'import-chat-model',
  ],
  'download-failed': ['The download did not finish; what arrived is kept. {detail}', 'show-log'],
  'checksum-mismatch': [
    'The file that arrived is not the expected one and was thrown away. {detail}',
    'show-log',
  ],
  offline: [
    'The download address cannot be reached. A model file from elsewhere can be used instead. {detail}',
    'import-chat-model',
    'open-settings',
  ],
  'process-crashed': [
    'The program that was working on this ended unexpectedly. It starts again by itself.',
    'retry',
    'show-log',
  ],
  'process-gave-up': [
    'The program behind this crashed three times within five minutes and is left alone for now.',
    'retry',
    'show-log',
  ],
  'runtime-too-old': ['{detail}', 'open-settings'],
  'invalid-setting': ['{detail}', 'open-settings'],
  'unsupported-platform': ['{detail}', 'show-log'],
};

/** What follows the count of files that were left out: `3 over 1.5 MB`. */
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
  minified: 'minified',
  generated: 'generated',
  secret: 'keys and other secrets',
  'lock-file': 'lock files',
  unreadable: 'not readable',
  'outside-link': 'links that lead out of the folder',
  'parse-failed': 'damaged documents',
  'no-text': 'documents without text (scanned?)',
  locked: 'documents that need a password',
  'owner-file': 'owner files of open documents',
  'apple-double': 'macOS companion files (._)',
  'lfs-pointer': 'Git LFS pointers whose files are not fetched (git lfs pull)',
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
  'parse-failed',
  'no-text',
  'locked',
  'owner-file',
  'apple-double',
  'lfs-pointer',
];
