import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SeedCustomer } from "../../provider/simulator/index";

const seed = JSON.parse(readFileSync(join(__dirname, "../../examples/whole-account/seed.json"), "utf8")) as { customers: [SeedCustomer] };

/** The customer that `examples/whole-account` takes over, with the numbers that were bought for him in the portal, and what they can show as caller. */
export const [larch] = seed.customers;
