"""Doc sentences as a newcomer would ask, by rule: other words, fewer names, forms of questions."""

import random
import re

# What code says -> what people say.
PLAIN = {
    "return": "give back",
    "returns": "gives back",
    "retrieve": "get",
    "retrieves": "gets",
    "invoke": "run",
    "invoked": "run",
    "invokes": "runs",
    "callback": "function",
    "callbacks": "functions",
    "instance": "object",
    "instances": "objects",
    "exception": "error",
    "exceptions": "errors",
    "throws": "fails with",
    "thrown": "raised",
    "throw": "fail with",
    "parse": "read",
    "parses": "reads",
    "parsed": "read",
    "serialize": "write out",
    "serializes": "writes out",
    "serialized": "written out",
    "deserialize": "read back",
    "initialize": "set up",
    "initializes": "sets up",
    "initialized": "set up",
    "specified": "given",
    "provided": "given",
    "configuration": "settings",
    "config": "settings",
    "options": "settings",
    "option": "setting",
    "argument": "value",
    "arguments": "values",
    "parameter": "value",
    "parameters": "values",
    "iterate": "go through",
    "iterates": "goes through",
    "string": "text",
    "strings": "texts",
    "boolean": "yes or no",
    "optional": "not required",
    "default": "fallback",
    "null": "nothing",
    "undefined": "missing",
    "async": "background",
    "asynchronous": "background",
    "concurrent": "at the same time",
    "timeout": "time limit",
    "request": "call",
    "requests": "calls",
    "response": "reply",
    "responses": "replies",
    "validate": "check",
    "validates": "checks",
    "validation": "checking",
    "render": "show",
    "renders": "shows",
    "dispatch": "send",
    "dispatches": "sends",
    "append": "add",
    "appends": "adds",
    "delete": "remove",
    "deletes": "removes",
    "enabled": "turned on",
    "disabled": "turned off",
    "enable": "turn on",
    "disable": "turn off",
    "collection": "list",
    "array": "list",
    "arrays": "lists",
    "dictionary": "table",
    "map": "table",
    "buffer": "memory",
    "cache": "keep",
    "cached": "kept",
    "terminate": "end",
    "convert": "turn",
    "converts": "turns",
    "converted": "turned",
    "create": "make",
    "creates": "makes",
    "created": "made",
    "contains": "has",
    "equal": "the same",
    "equals": "is the same as",
    "prefix": "start",
    "suffix": "ending",
    "delimiter": "separator",
    "element": "item",
    "elements": "items",
    "key": "name",
    "whether": "if",
    "determine": "find out",
    "determines": "finds out",
    "execute": "run",
    "executes": "runs",
    "executed": "run",
    "handler": "function",
    "listener": "function",
    "subscribe": "listen",
    "subscribes": "listens",
    "compute": "work out",
    "computes": "works out",
    "calculates": "works out",
    "calculate": "work out",
    "connection": "link",
    "retry": "try again",
    "retries": "tries again",
    "failure": "problem",
    "failed": "went wrong",
    "header": "heading",
    "duplicate": "repeated",
    "ignore": "skip",
    "ignores": "skips",
    "ignored": "skipped",
}
IMPERATIVE = {
    "get",
    "set",
    "return",
    "create",
    "make",
    "check",
    "test",
    "parse",
    "remove",
    "add",
    "convert",
    "build",
    "compute",
    "find",
    "read",
    "write",
    "send",
    "register",
    "call",
    "wrap",
    "apply",
    "run",
    "handle",
    "start",
    "stop",
    "close",
    "open",
    "load",
    "save",
    "print",
    "format",
    "validate",
    "copy",
    "append",
    "insert",
    "replace",
    "split",
    "join",
    "merge",
    "compare",
    "determine",
    "configure",
}


def rephrase(sentence: str, symbol: str, rng: random.Random) -> str:
    """A third stays as it is. The others lose names and words of the code and become questions."""
    if rng.random() < 0.33:
        return sentence
    own = {part.lower() for part in re.findall(r"[A-Z]?[a-z]{3,}", symbol)}
    words = []
    for word in sentence.split():
        bare = word.strip("`'\"(),.:;").lower()
        if re.search(r"[a-z][A-Z]|_|::|\(\)|->|\w\.\w|^[<\[{]", word):
            words.append(rng.choice(["it", "this", "that one"]) if rng.random() < 0.7 else word)
        elif bare in PLAIN and rng.random() < 0.6:
            words.append(re.sub(re.escape(bare), PLAIN[bare], word, flags=re.I))
        elif bare in own and rng.random() < 0.3:
            continue
        else:
            words.append(word)
    text = re.sub(r"\s+", " ", " ".join(words)).strip(" .,")
    text = text[:1].lower() + text[1:]
    text = re.sub(r"^(?:a|an|the) (function|method|class|helper)s? (?:that|which|to) ", "", text)
    verb, _, rest = text.partition(" ")
    base = next(
        (
            form
            for form in (verb, verb.removesuffix("s"), verb.removesuffix("es"))
            if form in IMPERATIVE
        ),
        None,
    )
    if base is not None:
        return rng.choice(
            [
                f"How do I {base} {rest}?",
                f"How can I {base} {rest}?",
                f"Where does it {base} {rest}?",
                f"I want to {base} {rest}. What does that?",
                f"What is there to {base} {rest}?",
                f"Which part of the code would {base} {rest}?",
                f"How does it {base} {rest}?",
            ]
        )
    if text.startswith("if ") or text.startswith("when "):
        return rng.choice([f"What happens {text}?", f"Where is it decided what happens {text}?"])
    return rng.choice(
        [
            f"Where is this decided: {text}?",
            f"Where in the code: {text}",
            f"{text} - where is that?",
            f"Why {text}?" if " is " in text or " are " in text else f"What is {text}?",
            f"What takes care of {text}?",
            f"How does it work that {text}?",
        ]
    )
