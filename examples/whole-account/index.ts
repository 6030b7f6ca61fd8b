import { billing, shop } from "./addresses";
import { larch } from "./customer";
import { workshop } from "./groups";
import { shopHours } from "./hours";
import { mainLine } from "./lines";
import { messages } from "./mailboxes";
import { shopNumber, van } from "./numbers";
import { contacts, listen, makers, missed, office, recordings } from "./people";
import { orders, waiting } from "./queues";
import { exchange, exchangeAddress } from "./trunks";

export const customer = larch.uuid;
export const line = mainLine.extension;
export const groups = [workshop.uuid, orders.uuid, waiting.uuid, messages.uuid];
export const addresses = [billing.uuid, shop.uuid];
export const hours = shopHours.uuid;
export const people = [makers.uuid, contacts.uuid, listen.uuid, missed.uuid, office.uuid, recordings.uuid];
export const numbers = [van.number, shopNumber.number];
export const trunk = [exchange.uuid, exchangeAddress.uuid];
