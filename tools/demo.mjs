// @ts-check
import { main } from "./lib/main.mjs";
import { setup } from "./setup.mjs";

await main(async () => {
  const { built, engine } = await setup({ log: console.log });
  if (!built) return 1;
  const { demo } = await import("./demo/demo.mjs");
  return demo(engine);
});
