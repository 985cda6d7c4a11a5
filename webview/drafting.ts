import { maxQuestionLength } from '../src/protocol/chatMessages.ts';

/** After this long without a key, the user is thinking. */
const pauseMs = 600;
/** A shorter draft says too little to search for. */
const minCharacters = 8;

/**
 * Reports the draft whenever typing pauses.
 * @returns a function to call at each change of the draft.
 */
export function draftWatch(tell: (question: string) => void): (draft: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (draft) => {
    clearTimeout(timer);
    const question = draft.trim();
    if (question.length >= minCharacters && question.length <= maxQuestionLength)
      timer = setTimeout(() => {
        tell(question);
      }, pauseMs);
  };
}
