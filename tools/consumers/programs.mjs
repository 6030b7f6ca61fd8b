// @ts-check

const body = `
const acme = new yay.SubReseller("acme", { contactName: "Acme Ltd", users: [{ name: "boss", email: "b@acme.example", roleId: 1, password: "p" }] });
const main = new yay.CallFlow("main", {
  customer: acme.uuid,
  name: "Main line",
  extension: 501,
  flow: { start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: 4 } },
});
if (validate({ start: { module: "start", next: "nowhere" } })[0]?.code !== "target-missing") throw new Error("the call-flow library is not itself");
`;

const imports = `import * as yay from "pulumi-yay";\nimport { validate } from "pulumi-yay/callflow";\n`;
const requires = `const yay = require("pulumi-yay");\nconst { validate } = require("pulumi-yay/callflow");\n`;
const types = JSON.stringify({
  compilerOptions: { target: "es2022", module: "node16", moduleResolution: "node16", strict: true },
  files: ["index.ts"],
});

/**
 * The ways in which a program loads the package.
 * @type {Record<string, { main: string, type: "module" | "commonjs", files: Record<string, string> }>}
 */
export const programs = {
  TypeScript: {
    main: "index.ts",
    type: "commonjs",
    files: {
      "index.ts": `${imports}${body}export const uuid = acme.uuid;\nexport const extension = main.extension;\n`,
      "tsconfig.json": types,
    },
  },
  "JavaScript, ESM": {
    main: "index.js",
    type: "module",
    files: { "index.js": `${imports}${body}export const uuid = acme.uuid;\nexport const extension = main.extension;\n` },
  },
  "JavaScript, CommonJS": {
    main: "index.js",
    type: "commonjs",
    files: { "index.js": `${requires}${body}exports.uuid = acme.uuid;\nexports.extension = main.extension;\n` },
  },
};
