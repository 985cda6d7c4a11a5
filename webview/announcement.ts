import type { ChatEntry, ChatState } from '../src/core/conversation/chatState.ts';
import { versionsOf } from '../src/core/conversation/questionVersions.ts';
import { isRunning } from '../src/core/conversation/reduceChat.ts';
import { duration } from './format.ts';
import { plural, t } from '../src/core/texts/translate.ts';

/**
 * What a screen reader should say after a change of the chat: that sources were found, that reading
 * began, the finished answer, why it ended. Never single tokens. Null if there is nothing to say.
 */
export function announcement(before: ChatState, after: ChatState): string | null {
  const now = after.entries.at(-1);
  if (now === undefined) return null;
  const version = shownVersion(before, after);
  if (version !== null) return version;
  const old = before.entries.find(({ id }) => id === now.id);
  if (old === now) return null;
  if (!isRunning(now)) return old === undefined || isRunning(old) ? outcome(now, old) : null;
  if (now.searchMs !== null && (old?.searchMs ?? null) === null) return found(now);
  if (now.phase === 'loading' && old?.phase !== 'loading') return t('Loading the model');
  if (now.phase === 'reading' && old?.phase !== 'reading') {
    const secondsLeft = now.reading?.secondsLeft ?? null;
    return secondsLeft === null
      ? t('Reading the sources')
      : t('Reading the sources, about {duration}', { duration: duration(secondsLeft) });
  }
  return null;
}

/** Null unless another version of a question was just chosen. */
function shownVersion(before: ChatState, after: ChatState): string | null {
  if (before.hidden === after.hidden) return null;
  const [first] = after.entries.filter((entry) => !before.entries.includes(entry));
  const wasHidden = before.hidden.some(([head]) => head !== undefined && head === first);
  if (first === undefined || !wasHidden) return null;
  const versions = versionsOf(first, after.hidden);
  return versions === null
    ? null
    : t('Version {shown} of {count}', { shown: versions.shown + 1, count: versions.ids.length });
}

function found({ sources }: ChatEntry): string {
  return sources.length === 0
    ? t('No sources found')
    : plural(sources.length, '{count} source found', '{count} sources found');
}

function outcome(entry: ChatEntry, old: ChatEntry | undefined): string | null {
  const sources = entry.searchMs !== null && (old?.searchMs ?? null) === null ? [found(entry)] : [];
  const notice = entry.notice === null ? [] : [entry.notice.message];
  switch (entry.phase) {
    case 'stopped':
      return t('Stopped');
    case 'failed':
      return notice[0] ?? t('The answer failed');
    default: {
      const said = [
        ...sources,
        ...(entry.text === null ? [] : [t('Answer: {text}', { text: entry.text })]),
        ...notice,
      ];
      return said.length === 0 ? null : said.join('. ');
    }
  }
}
