/** Whether a question contains a name in code form: `snake_case`, `camelCase`, `a.b`, `f()`. */
export function namesCode(question: string): boolean {
  return codeName.test(question);
}

const codeName = /[\p{L}\p{N}]_\p{L}|\p{Ll}\p{Lu}|\w\.\w|\(\)|`/u;
