import { billing, shop } from "./addresses";
import { larch } from "./customer";
import { workshop } from "./groups";
import { shopHours } from "./hours";
import { mainLine } from "./lines";
import { bookkeeper } from "./logins";
import { messages } from "./mailboxes";
import { contacts, listen, makers, missed, office, recordings } from "./people";
import { orders, place, waiting } from "./queues";
import { exchange, exchangeAddress } from "./trunks";

export const customer = larch.uuid;
export const line = mainLine.extension;
export const groups = [workshop.uuid, orders.uuid, place.uuid, waiting.uuid, messages.uuid];
export const addresses = [billing.uuid, shop.uuid];
export const logins = [bookkeeper.uuid];
export const hours = shopHours.uuid;
export const people = [makers.uuid, contacts.uuid, listen.uuid, missed.uuid, office.uuid, recordings.uuid];
export const trunk = [exchange.uuid, exchangeAddress.uuid];
