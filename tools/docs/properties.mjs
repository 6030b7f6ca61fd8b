// @ts-check

/**
 * What the provider has to hold to; titles of tests name these.
 * @type {Readonly<Record<string, string>>}
 */
export const properties = {
  T1: "A second `up` or preview without a change is all “same” and writes nothing.",
  T2: "A refresh after an `up` changes nothing, and the preview after it is empty.",
  T3: "Drift is seen for each attribute, and repaired by one PUT.",
  T4: "What the server adds or sets itself is no drift and survives our PUT.",
  T5: "A full-object PUT loses nothing that the program does not manage.",
  T6: "An object that is gone is made again; deleting one that is gone succeeds.",
  T7: "Only a proven absence counts as gone.",
  T8: "An adopted object has the state that a creation would have given; the next preview is empty.",
  T9: "Two matches for a natural key are an error that names both.",
  T10: "An update in place changes what changed and nothing else.",
  T11: "Each argument that replaces makes a new object before it deletes the old one, or after it where the program says `deleteBeforeReplace`.",
  T12: "A replacement that was cut off is resumed: nothing is made twice, and nothing deleted twice.",
  T13: "Wrong arguments fail in check, before any request, all at once, each with its place.",
  T14: "Values that are not known yet never fail and never hide a change.",
  T15: "A preview changes nothing and needs no credentials.",
  T16: "No secret stands in state, output, message or log in clear.",
  T17: "A changed secret is seen, and its value not printed.",
  T18: "A creation that fails half-way is recorded, and finished without a second POST.",
  T19: "An update that fails half-way is recorded, and the next one converges.",
  T20: "A lost answer leaves exactly one object.",
  T21: "A kill in the middle of a creation leaves one object after the next `up`.",
  T22: "At a first interrupt, what is under way ends and is recorded, and nothing new starts; what is pending after a second one is found again.",
  T23: "Whatever the API sends, outputs and errors are what the engine can take.",
  T24: "The algebra of diffs: none between equals, none after a creation, order without meaning has none, check is idempotent.",
  T25: "Random histories of commands, edits, faults and kills lose nothing and converge.",
  T26: "States that earlier releases wrote are refreshed, updated and destroyed without a replacement.",
  T27: "The text of the provider in a state never changes, is short, loads by name alone, and holds no configuration.",
  T28: "Many first calls at once are all configured; writes to one object come one after the other.",
  T29: "Throttling is honoured, tries stay in their budget, and a POST is repeated only where it is proven not to have been applied.",
  T30: "Silence and garbage end in a clear error after a bounded time; nothing counts as made without an id.",
  T31: "Tests leave nothing behind on the server.",
  T32: "What moves money needs an explicit word and has a ceiling.",
  T33: "The time of a large stack stays within the benchmark's gates.",
  T34: "The body that the provider sends is the one that a person would write from the documents.",
};
