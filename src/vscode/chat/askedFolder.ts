/** An open workspace folder that may be read and indexed. */
export interface AskedFolder {
  /** Absolute path; what the index knows the folder by. */
  readonly root: string;
  /** The name the editor shows. */
  readonly name: string;
}
