const idsOfPage = 1 << 16;

/**
 * A set of ids, which are whole numbers from 0. SQLite numbers rows one after the other, so a byte
 * for each number is a twentieth of what a `Set` takes. Ids are in no particular order.
 */
export class IdSet implements Iterable<number> {
  readonly #pages = new Map<number, Uint8Array>();
  #size = 0;

  constructor(ids: Iterable<number> = []) {
    for (const id of ids) this.add(id);
  }

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.#pages.get(pageOf(id))?.[id % idsOfPage] === 1;
  }

  add(id: number): void {
    if (this.has(id)) return;
    let page = this.#pages.get(pageOf(id));
    if (page === undefined) this.#pages.set(pageOf(id), (page = new Uint8Array(idsOfPage)));
    page[id % idsOfPage] = 1;
    this.#size++;
  }

  /** @returns false if the id was not there. */
  delete(id: number): boolean {
    const page = this.#pages.get(pageOf(id));
    if (page?.[id % idsOfPage] !== 1) return false;
    page[id % idsOfPage] = 0;
    this.#size--;
    return true;
  }

  /** Ids may be deleted meanwhile. */
  *[Symbol.iterator](): Generator<number, void> {
    for (const [number, page] of this.#pages)
      for (let at = page.indexOf(1); at >= 0; at = page.indexOf(1, at + 1))
        yield number * idsOfPage + at;
  }
}

function pageOf(id: number): number {
  return Math.floor(id / idsOfPage);
}
