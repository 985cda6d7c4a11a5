/**
 * Code that expresses a word, so that a sentence may use the word even if no line contains it. Both
 * sides are beginnings of words, except for symbols of code.
 */
const inCode: readonly (readonly [word: RegExp, code: RegExp])[] = [
  [
    /^(rais|throw|thrown|panic|fail|error|exception|assert|reject|refus|abort)/,
    /\b(rais|throw|panic|assert|err|fail|reject|abort|except|unwrap|expect|require)|_E[A-Z]+/i,
  ],
  [/^(log|report|print|writ|trac|messag)/, /log|print|write|trace|debug|report|echo|warn|emit/i],
  [/^(ignor|skip|swallow|suppress)/, /\bpass\b|continue|ignore|suppress|except|catch|skip|return/i],
  [/^(again|repeat|attempt)/, /retry|again|while|\bfor\b|attempt|loop/i],
  [/^default/, /default|=/i],
  [/^empty/, /empty|''|""|\[\]|\(\)|\{\}|== 0|len\(|not /i],
  [/^(larg|great|more|exceed|bigger|longer|higher|above)/, />|max|great|large|more|exceed|over/i],
  [/^(small|few|less|below|shorter|lower)/, /<|min|less|few|below|under/i],
  [/^(clamp|bound|limit|most)/, /min|max|clamp|limit|[<>]/i],
  [/^(return|giv|yield|get)/, /return|yield|=>|->/i],
  [/^(null|nil|none|undefined|nothing)/, /null|nil|none|undefined|\bpass\b|return/i],
  [/^(equal|same|compar|match)/, /==|equal|\bis\b|match|compare|same|cmp/i],
  [/^(call|invok|run|execut)/, /\(/],
  [/^(set|stor|assign|keep|kept|put|turn|becom|mak|creat)/, /=|set|store|new|put/i],
  [/^(check|test|ask|look|consider|depend)/, /\bif\b|check|test|has|is|get/i],
  [/^(join|concat|combin|append|add|insert)/, /join|\+|append|add|insert|push|extend/i],
  [
    /^(remov|strip|delet|drop|clear|discard)/,
    /remove|strip|delete|del\b|pop|clear|trim|replace|unlink/i,
  ],
  [/^negativ/, /< ?0|negativ|-1/i],
  [/^(sum|count|number|many)/, /len|count|num|size|\+\+|\+= ?1|sum/i],
  [/^(free|releas)/, /free|delete|release|dispose|close|drop/i],
  [/^(alloc)/, /alloc|\bnew\b|make\(|with_capacity/i],
  [/^(zero)/, /memset|zero|\b0\b/i],
  [/^(newlin|carriag)/, /\\[nr]|newline|\beol\b/i],
  [/^(cop)/, /cpy|copy|clone|dup\b/i],
  [/^(mov|shift)/, /mov|shift|splice/i],
  [/^(open)/, /open/i],
  [/^(read|load|pars)/, /read|load|parse|gets\b|scan/i],
  [/^(end|finish)/, /\beof\b|end|finish|last|close/i],
  [
    /^(latest|recent|newest)/,
    /last|latest|recent|new|(?:len|length|count|size)\w*\)? ?- ?1|\[-1\]/i,
  ],
  [/^(oldest|earliest)/, /old|first|earl|\[0\]|front|shift/i],
  [/^(reach|full)/, /[=<>]=|max|full|reach/i],
  [/^(record|remember|sav)/, /=|push|add|store|save|append|record/i],
  [/^(restor|reset|revert|rewound)/, /old|prev|orig|saved|reset|restor|rewind/i],
  [/^(lazi|lazy)/, /[=!]= ?(?:null|nil)|is_none|[|?]{2}=|lazy|once|get_or_init/i],
  [/^(insensitiv)/, /\(\?i\)|\/i\b|lower|upper|downcase|upcase|casecmp|fold|ignorecase/i],
  [/^(upper|capital)/, /upper|upcase|ucfirst|capital/i],
  [/^(resort|otherwis|fallback)/, /else|default|fallback|otherwise/i],
  [/^(annotat|mark)/, /@|#\[|mark|flag/i],
];

/** A shorter term is the beginning of too many words. */
const minBeginning = 3;
const minSharedLetters = 4;
/** Longest ending that English adds to a root: `-ation`, `-ised`. */
const maxEnding = 3;

/**
 * @returns a function that says whether a text contains a word of the same family as a term
 * (`serialised`, `serializer`; `config`, `configuration`), or code that does what the term says.
 */
export function loosely(text: string, terms: ReadonlySet<string>): (term: string) => boolean {
  const all = [...terms].filter((term) => term.length >= minBeginning);
  const known = new Map<string, boolean>();
  return (term) => {
    const found =
      known.get(term) ??
      (terms.has(term) ||
        all.some((other) => isKin(term, other)) ||
        inCode.some(([word, code]) => word.test(term) && code.test(text)));
    known.set(term, found);
    return found;
  };
}

function isKin(term: string, other: string): boolean {
  if (term.length < minSharedLetters) return false;
  if (term.startsWith(other) || other.startsWith(term)) return true;
  let shared = 0;
  while (shared < term.length && term[shared] === other[shared]) shared++;
  return shared >= minSharedLetters && shared >= Math.max(term.length, other.length) - maxEnding;
}
