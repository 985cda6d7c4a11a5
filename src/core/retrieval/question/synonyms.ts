import { analyzeText } from './analyzeText.ts';
import { irregularForms } from './irregularForms.ts';

/**
 * Other terms that code might use for those of a question, without the question's own terms.
 * @param terms as `analyzeText` returns them.
 */
export function synonymsOf(terms: readonly string[]): string[] {
  synonyms ??= readTable();
  const said = new Set(terms);
  const others = new Set([...said].flatMap((term) => synonyms?.get(term) ?? []));
  return [...others].filter((term) => !said.has(term));
}

let synonyms: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * Lines by term. Words with the same stem share a line. An irregular form (`thrown`) has its word
 * and that word's line.
 */
function readTable(): ReadonlyMap<string, readonly string[]> {
  const byTerm = new Map<string, readonly string[]>();
  const add = (words: string, others: readonly string[]): void => {
    for (const term of analyzeText(words))
      byTerm.set(term, [...(byTerm.get(term) ?? []), ...others]);
  };
  for (const [word, others] of lines(table)) add(word, analyzeText(others));
  for (const [word, forms] of lines(irregularForms)) {
    const terms = analyzeText(word);
    add(forms, [...terms, ...terms.flatMap((term) => byTerm.get(term) ?? [])]);
  }
  return byTerm;
}

function lines(text: string): (readonly [word: string, others: string])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [word = '', others = ''] = line.split(': ');
      return [word, others];
    });
}

/**
 * Words that people use, and after the colon the words that code uses for the same thing. They are
 * general programming words, not taken from any project.
 */
const table = `
abbreviation: alias short shorthand
access: permission auth acl
allocate: alloc malloc new reserve
alphabetical: sort order lexicographic
argument: parameter arg param option
attempt: retry try
automatic: auto implicit
average: mean
background: async thread worker daemon
begin: start init launch
blocked: wait lock deadlock
border: edge boundary limit
bracket: paren delimiter
broken: corrupt malformed invalid
build: compile construct make create
byte: buffer octet raw
call: invoke execute run dispatch
cancel: abort stop interrupt
capital: upper uppercase
ceiling: maximum max limit
change: modify update mutate set
check: validate verify assert test
checksum: hash digest crc
child: nested sub inner
choose: select pick resolve
class: type
clean: cleanup dispose teardown close
clock: time date now timer
clone: copy duplicate
collection: list array set
colour: color style ansi
column: width field
combine: merge join concat intersect
command: cli
comment: annotation doc
compare: equal match
compressed: gzip deflate zlib
concurrent: parallel worker thread async
configuration: config setting option preference
connect: socket connection
constructor: create instantiate instance
conversion: convert transform coerce cast parse
count: number size length
crash: panic abort segfault
credential: auth token password
cut: truncate trim clip
cycle: circular recursive cyclic
data: payload body content
decide: determine resolve
decimal: float fraction
decode: deserialize unescape read parse
default: fallback builtin
delay: wait sleep timeout pause backoff
delete: remove erase drop discard
depend: dependency require
depth: level nesting nested
destination: sink target output
destroy: drop free dispose destructor
detect: find discover
diagnostic: error warning
dictionary: map object hash record
different: distinct unique
directory: folder path
display: show render print format
document: doc file
download: fetch pull
duplicate: repeat
duration: time elapsed
empty: blank null none missing
encode: serialize escape write
encrypted: cipher tls ssl crypto
end: finish complete close
endless: infinite recursion loop
enforce: require reject throw
enlarge: grow resize expand
environment: env process
equal: same identical match
error: failure exception issue problem fault
escape: quote encode
event: message record entry
exclusive: only
exit: quit terminate kill shutdown
expired: expiry ttl timeout stale
expression: eval ast node
fail: throw error reject
fallback: default
fast: quick optimize performance
field: property attribute member key
file: module
filter: exclude ignore skip
flag: boolean option switch
flush: drain
folder: dir directory path
forbid: deny reject disallow prohibit
force: kill exit
format: pattern template layout
free: release dealloc drop
freed: release drop dealloc
function: method callback handler
generate: create emit produce
get: fetch retrieve obtain
global: shared static
group: suite batch set
guard: check protect
guess: infer detect
header: head
help: usage
hide: mask redact conceal
hint: suggest
identifier: id key name
ignore: skip exclude omit
immutable: readonly frozen record
import: require load include
inherit: extend derive subclass
insert: add append push
inside: inner within nested
interval: period delay
item: element entry
joined: join concat
keyboard: stdin key input
label: tag name
large: big huge
length: len size
letter: char character
limit: max maximum threshold bound capacity
line: row newline
list: array sequence collection
load: read import
lock: mutex synchronized
log: logger logging
login: auth authenticate session
lookup: find resolve search
loop: cycle iterate
lowercase: lower case
mandatory: required require
mapping: map dict table
mark: annotate flag tag
match: regex pattern compare
memory: alloc heap buffer
missing: absent undefined null none
mistake: error typo
move: rename transfer
mutable: mutate
nested: inner child depth
network: socket http
newline: eol crlf lf line
nothing: null none empty undefined
notify: emit listener callback event
number: int integer numeric float
offset: position index
older: legacy deprecated previous
omit: skip exclude drop
order: sort sequence priority
original: source raw
output: write print emit
overflow: wrap saturate limit
override: replace precedence
own: custom user
ownership: own borrow
pair: entry tuple
parent: super base outer
pass: forward supply
password: secret credential
path: file directory
pattern: regex format template
pending: skip queued
permission: access mode acl
picture: image
placeholder: token template hole
pointer: ptr ref
position: pos index offset cursor
precedence: priority order override
prevent: avoid guard protect
previous: last prior
problem: issue error
process: worker child
produce: create generate
program: binary executable main
property: field attribute member
protect: guard secure
provide: supply give pass
question: prompt
queue: buffer pending channel
quote: escape string
raise: throw error
random: seed
range: span interval bounds
read: parse deserialize load
ready: poll available
receive: accept get
recursion: recursive depth cycle
reference: ref pointer link
reject: refuse deny throw
remember: cache store memoize
remove: delete drop strip
repeat: retry again loop
replace: substitute override
report: emit log print
request: call
required: mandatory require
resize: grow capacity realloc
response: reply result
restore: reset revert
return: result
root: top base
rounded: round precision
row: line record
rule: check constraint policy validator
run: exec execute invoke
save: store persist write
schedule: timer cron
scope: context
screen: terminal display
search: find lookup query
secret: password token credential
send: emit post write dispatch
separate: split delimiter
serialize: write encode stringify json
server: host remote
severity: level
shape: schema structure type
shared: arc common global
shorten: truncate abbreviate
shrink: reduce compact
sign: signed signature
similar: suggest distance like
size: len length capacity
skip: ignore pending omit
slow: performance delay
space: whitespace
speed: performance
spelling: suggest typo
split: separate divide
startup: init start boot
state: status
stop: abort cancel end
streaming: stream chunk
string: text
style: format theme
sub: nested child
subset: pick partial select
suggestion: hint suggest
sum: total add
supply: provide pass
switch: toggle flag
symbol: character char
tab: indent
table: map lookup replacement
teardown: after cleanup dispose
temporary: temp tmp
terminal: tty console stdout
text: string message content
thread: concurrent synchronized parallel
throw: raise error exception
time: date clock timeout duration
token: symbol
tree: node parent child
trigger: fire emit
truncate: cut limit
type: class kind
typo: suggest spelling
underlying: inner raw
undo: revert rollback
unicode: codepoint character
unique: distinct
unknown: unrecognized undefined
unused: dead unreachable
update: change modify refresh
upload: put send
uppercase: upper case
url: uri address link
usage: help
user: client
valid: validate check
value: literal
variable: var env
variant: enum case option
version: release
visible: public export
wait: await delay timeout pause
warning: warn
watch: monitor observe
whitespace: space trim
width: column size
wildcard: glob star pattern
window: frame view
worker: thread process pool
wrap: wrapper decorate
write: output serialize emit
wrong: invalid error
yes: true
`;
