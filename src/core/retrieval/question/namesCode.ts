/** Whether a question has a name as code writes it: `snake_case`, `camelCase`, `a.b`, `f()`. */
export function namesCode(question: string): boolean {
  return codeName.test(question);
}

const codeName = /[\p{L}\p{N}]_\p{L}|\p{Ll}\p{Lu}|\w\.\w|\(\)|`/u;
