import * as v from 'valibot';
import type { IndexRules, OpenFolderParams, SizeLimits } from '../core/indexing/folderState.ts';
import type { CatalogReader } from '../node/catalog/catalogReader.ts';
import type { PrepareLimits } from '../node/reading/prepareMessages.ts';

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
  readonly #catalog: () => CatalogReader | undefined;
  #rules: IndexRules | undefined;

  constructor(
    params: OpenFolderParams,
    configured: () => SizeLimits,
    catalog: () => CatalogReader | undefined,
  ) {
    this.#params = params;
    this.#configured = configured;
    this.#catalog = catalog;
  }

  get rules(): IndexRules {
    this.#rules ??= this.#choose();
    return this.#rules;
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

  /** Chooses again between the stored and the configured rules. */
  refresh(): void {
    this.#rules = undefined;
  }

  /** The catalog entry that stores these rules. */
  get entry(): readonly [key: string, value: string] {
    return [metaKey, JSON.stringify(this.rules)];
  }

  #choose(): IndexRules {
    return (this.#params.keepStoredRules === true ? this.#stored() : null) ?? this.#asked();
  }

  #asked(): IndexRules {
    const { excludeGlobs, sizeLimits = this.#configured() } = this.#params;
    const { maxFileSizeMB, maxPdfSizeMB } = sizeLimits;
    return { excludeGlobs: [...new Set(excludeGlobs)].sort(), maxFileSizeMB, maxPdfSizeMB };
  }

  #stored(): IndexRules | null {
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), stored),
      this.#catalog()?.meta(metaKey),
    );
    return parsed.success ? parsed.output : null;
  }
}
