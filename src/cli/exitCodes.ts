/** The exit codes of the command, by Unix convention. */
export const exitCodes = {
  found: 0,
  nothingFound: 1,
  usage: 2,
  failure: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
