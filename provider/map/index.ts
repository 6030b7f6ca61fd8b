/** Maps of accounts, and what differs between two: pure functions on objects. Nothing here needs Pulumi, Node or a network. */
export { titleOf } from "../common/titles";
export { mapOf, type MapOptions } from "./build";
export type { ArgumentChange } from "./changes";
export { type AccountDiff, type CompareOptions, compareObjects, type ObjectChange } from "./compare";
export { countsOf, mapMermaid, type MapPicture, pictureOf, picturesOf, stackedSvg } from "./drawing";
export { drawnAs, type Drawn, kindInWords, mapKinds } from "./kinds";
export { keyOf, nameOf } from "./naming";
export { mapPage, type Page, type PageChange, type PagePart } from "./page";
export type { Pair } from "./pairs";
export type { AccountMap, CustomerMap, FactsOf, MapEdge, MapFacts, MapMark, MapMember, MapNode, MapObject, Recorded } from "./types";
