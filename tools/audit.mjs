// @ts-check
import { main } from "./lib/main.mjs";
import { audit, auditFindings, readExplained } from "./supply/audit.mjs";

/** Exit code 0: every known advisory is explained; 1: one is not; 2: the registry did not answer. */
await main(async () => {
  const answer = await audit();
  if (!answer.answered) {
    console.error(`The registry did not answer the audit: ${answer.reason}`);
    console.error("Nothing is known, good or bad. Ask a registry that has advisories: npm_config_registry=<address> npm run audit");
    return 2;
  }
  const findings = auditFindings(answer.advisories, readExplained());
  for (const finding of findings) console.error(finding);
  console.log(`${answer.advisories.length} advisories, ${findings.length} to see to.`);
  return findings.length === 0 ? 0 : 1;
});
