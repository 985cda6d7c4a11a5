import * as vscode from 'vscode';
import { abortSignalOf } from '../abortSignalOf.ts';
import type { ParticipantContext } from './chatParticipant.ts';

/** As in `contributes.chatParticipants`. */
export const participantId = 'askWorkspace.ask';

/** `@ask` in the editor's own chat. What answers is loaded with the first question. */
export function registerParticipant(context: ParticipantContext): vscode.Disposable {
  const participant = vscode.chat.createChatParticipant(
    participantId,
    async ({ prompt, command }, { history }, stream, token) => {
      const { respond } = await import('./chatParticipant.ts');
      return respond(context, { prompt, command, history }, stream, abortSignalOf(token));
    },
  );
  participant.iconPath = new vscode.ThemeIcon('search');
  return new vscode.Disposable(() => {
    participant.dispose();
  });
}
