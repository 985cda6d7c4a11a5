import * as v from 'valibot';
import type { CatalogReads } from '../../core/indexing/catalogReads.ts';
import type { IndexRules, OpenFolderParams, SizeLimits } from '../../core/indexing/folderState.ts';
import type { PrepareLimits } from '../../node/reading/prepareMessages.ts';

const metaKey = 'rules';
const stored = v.object({
  excludeGlobs: v.array(v.string()),
  maxFileSizeMB: v.number(),
  maxPdfSizeMB: v.number(),
});
const bytesPerMegabyte = 1024 * 1024;

/** The rules that a folder is indexed by: the requested ones, or those stored with its index. */
export class IndexedBy {
  readonly #params: OpenFolderParams;
  readonly #configured: () => SizeLimits;
  readonly #catalog: () => Pick<CatalogReads, 'meta'> | undefined;
  #rules: IndexRules | undefined;

  constructor(
    params: OpenFolderParams,
    configured: () => SizeLimits,
    catalog: () => Pick<CatalogReads, 'meta'> | undefined,
  ) {
    this.#params = params;
    this.#configured = configured;
    this.#catalog = catalog;
  }

  get rules(): IndexRules {
    return this.#rules ?? this.#asked();
  }

  get limits(): PrepareLimits {
    const { maxFileSizeMB, maxPdfSizeMB } = this.rules;
    return {
      maxFileBytes: maxFileSizeMB * bytesPerMegabyte,
      maxPdfBytes: maxPdfSizeMB * bytesPerMegabyte,
    };
  }

  /** Whether the index keeps its stored rules although other ones were requested. */
  get keepsStored(): boolean {
    return JSON.stringify(this.rules) !== JSON.stringify(this.#asked());
  }

  /** Chooses again between the stored and the configured rules. Await it before they are used. */
  async refresh(): Promise<void> {
    const stored = this.#params.keepStoredRules === true ? await this.#stored() : null;
    this.#rules = stored ?? this.#asked();
  }

  /** The catalog entry that stores these rules. */
  get entry(): readonly [key: string, value: string] {
    return [metaKey, JSON.stringify(this.rules)];
  }

  #asked(): IndexRules {
    const { excludeGlobs, sizeLimits = this.#configured() } = this.#params;
    const { maxFileSizeMB, maxPdfSizeMB } = sizeLimits;
    return { excludeGlobs: [...new Set(excludeGlobs)].sort(), maxFileSizeMB, maxPdfSizeMB };
  }

  async #stored(): Promise<IndexRules | null> {
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), stored),
      await this.#catalog()?.meta(metaKey),
    );
    return parsed.success ? parsed.output : null;
  }
}
