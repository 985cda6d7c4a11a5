import * as vscode from 'vscode';
import { abortSignalOf } from '../abortSignalOf.ts';

/** The percentage done, from 0 to 100. */
type ReportPercent = (percent: number) => void;

/**
 * Shows a notification with a Cancel button while `work` runs.
 * @param work receives a signal that Cancel aborts, and a function that moves the progress bar.
 */
export async function withStoppableProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: ReportPercent) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    let shown = 0;
    return work(abortSignalOf(token), (percent) => {
      progress.report({ increment: percent - shown });
      shown = percent;
    });
  });
}
