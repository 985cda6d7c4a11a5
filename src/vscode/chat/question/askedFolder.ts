/** An open workspace folder that may be read and indexed. */
export interface AskedFolder {
  /** Absolute path, which identifies the folder in the index. */
  readonly root: string;
  /** The name the editor shows. */
  readonly name: string;
}
