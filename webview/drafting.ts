import { maxQuestionLength } from '../src/protocol/chatMessages.ts';

/** This long without a key, a person is thinking. */
const pauseMs = 600;
/** A shorter draft says too little to search for. */
const fewestCharacters = 8;

/**
 * Tells of a draft whenever the typing pauses.
 * @returns what to call at each change of the draft.
 */
export function draftWatch(tell: (question: string) => void): (draft: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (draft) => {
    clearTimeout(timer);
    const question = draft.trim();
    if (question.length >= fewestCharacters && question.length <= maxQuestionLength)
      timer = setTimeout(() => {
        tell(question);
      }, pauseMs);
  };
}
