/**
 * Forms of English words that `stem` does not lead back to the word before the colon. Forms that
 * are often words of their own (`bound`, `found`, `left`, `saw`) are left out.
 */
export const irregularForms = `
begin: began begun
break: broke broken
bring: brought
build: built
buy: bought
catch: caught
child: children
choose: chose chosen
criterion: criteria
deal: dealt
draw: drew drawn
drive: drove driven
fall: fell fallen
feed: fed
forbid: forbade forbidden
forget: forgot forgotten
freeze: froze frozen
give: gave given
grow: grew grown
hide: hid hidden
hold: held
index: indices
keep: kept
lose: lost
make: made
matrix: matrices
meet: met
override: overrode overridden
overwrite: overwrote overwritten
parenthesis: parentheses
pay: paid
rebuild: rebuilt
redo: redid redone
rerun: reran
rethrow: rethrew rethrown
rewrite: rewrote rewritten
run: ran
seek: sought
send: sent
shake: shook shaken
show: shown
shrink: shrank shrunk
spend: spent
spin: spun
steal: stole stolen
stick: stuck
sweep: swept
take: took taken
tear: torn
tell: told
throw: threw thrown
undo: undid undone
unfreeze: unfroze unfrozen
unwind: unwound
vertex: vertices
wake: woke woken
win: won
withdraw: withdrew withdrawn
withhold: withheld
write: wrote written
`;
