import * as yay from "pulumi-yay";
import { larch } from "./customer";

/** The old exchange in the workshop, on which the telephones of the stores hang. */
export const exchange = new yay.Trunk("exchange", {
  customer: larch.uuid,
  name: "Workshop exchange",
  domain: "exchange.larch.example",
  port: 5060,
  transport: "udp",
  user: "%e164",
});

/** It is let in by its address. */
export const exchangeAddress = new yay.TrunkAuthentication("exchange-address", {
  customer: larch.uuid,
  trunk: exchange.uuid,
  type: "ip",
  ip: "192.0.2.17",
});
