import * as regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", "coverage/", ".work/", "test/state/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What a program does not use is not loaded: the compiler has no other word for a module that is loaded where it is first needed.
    files: ["provider/**/*.ts"],
    rules: {
      "@typescript-eslint/no-require-imports": ["error", { allow: ["^\\.{1,2}/", "^zod$", "^@pulumi/pulumi/runtime/debuggable$"] }],
    },
  },
  {
    // A regular expression of ours must not take long on a text of others.
    files: ["provider/**/*.ts", "cli/**/*.ts"],
    plugins: { regexp },
    rules: { "regexp/no-super-linear-backtracking": ["error", { report: "potential" }], "regexp/no-super-linear-move": "error" },
  },
  {
    // What is generic knows no path of the API. The kinds have theirs; the client has that of the customers, on whose behalf it acts, a
    // transfer that of the balance, and the inventory those of what no kind manages.
    files: ["provider/{common,settings,client,lifecycle,transfer,inventory,customer,customerFiles,calls,map,hosts}/**/*.ts"],
    ignores: ["provider/client/customers.ts", "provider/transfer/observe.ts", "provider/inventory/listable.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...["Literal[value=", "TemplateElement[value.raw="].map((sort) => ({
          selector: `${sort}/^\\/(account|voip|provisioning)\\//]`,
          message: "A path of the API belongs to a kind.",
        })),
      ],
    },
  },
  {
    files: ["test/**/*.ts", "examples/**/*.test.ts"],
    rules: {
      "max-lines-per-function": "off",
      "max-lines": "off",
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
);
