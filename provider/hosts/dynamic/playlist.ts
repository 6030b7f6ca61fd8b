import type { PlaylistArgs } from "../../kinds/playlist";
import { kindClass } from "./kindClass";

export type { PlaylistArgs } from "../../kinds/playlist";

/** Sounds that play one after the other, such as music on hold. */
export class Playlist extends kindClass<"Playlist", PlaylistArgs>("Playlist") {}
