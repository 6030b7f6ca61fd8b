import type { LiveObject } from "pulumi-yay/account";
import type { Read } from "./reading.js";

/** What of an account one project has. */
export interface Part {
  readonly project: string;
  /** The folder within that of the export. */
  readonly path: string;
  readonly read: Read;
}

/** Pulumi takes no longer name of a project. */
const LONGEST = 100;

/** How many digits of a uuid tell two customers of one name apart, if that is enough. */
const FEW_DIGITS = 8;

const OWN_ACCOUNT = "own-account";

/** What stands beside the folders of the projects, and what no customer's folder can be called. */
const TAKEN = ["README.md", OWN_ACCOUNT];

/**
 * A project for each customer, and one for the own account, also if nothing of it could be read, each in a folder that no other one has, also where letter case does not tell names apart.
 * @param project the name of all of them, with which each name of a project begins
 */
export function byAccount({ objects, unread, ...rest }: Read, project: string): Part[] {
  const accounts = [...new Set([...objects.map((object) => accountOf(object)), ...unread.map(({ customer }) => customer)])];
  const paths = foldersOf(accounts.flatMap((account) => (account === undefined ? [] : [{ account, title: titleOf(objects, account) }])));
  return accounts.map((account) => {
    const path = account === undefined ? OWN_ACCOUNT : (paths.get(account) ?? account);
    const read = {
      objects: objects.filter((object) => accountOf(object) === account),
      unread: unread.filter(({ customer }) => customer === account),
      ...rest,
    };
    return { project: shortened(`${project}-${path}`, account ?? OWN_ACCOUNT), path, read };
  });
}

/** A name that Pulumi takes for a project. */
export function projectName(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, "-").replace(/^[-.]+/, "");
  return plain === "" ? "yay-account" : plain.slice(0, LONGEST);
}

interface Titled {
  readonly account: string;
  readonly title: string;
}

/** A folder for each account: its title, with as much of its uuid as tells it from others of that title. */
function foldersOf(accounts: readonly Titled[]): Map<string, string> {
  const titles = [...accounts.map(({ title }) => title), ...TAKEN];
  const folders = accounts.map((each) => (isAlone(each.title, titles) ? each.title : `${each.title}-${digitsOf(each, accounts)}`));
  // A customer may be called what another one's folder is.
  const free = folders.map((folder) => isAlone(folder, [...folders, ...TAKEN]));
  return new Map(accounts.map(({ account }, index) => [account, free[index] === true ? (folders[index] ?? account) : account]));
}

function digitsOf({ account, title }: Titled, accounts: readonly Titled[]): string {
  const rivals = accounts.filter((each) => isSameFolder(each.title, title)).map((each) => each.account);
  let digits = FEW_DIGITS;
  while (
    digits < account.length &&
    !isAlone(
      account.slice(0, digits),
      rivals.map((each) => each.slice(0, digits)),
    )
  )
    digits += 1;
  return account.slice(0, digits);
}

function isAlone(folder: string, all: readonly string[]): boolean {
  return all.filter((each) => isSameFolder(each, folder)).length === 1;
}

/** Whether two names are one folder where letter case does not count. */
function isSameFolder(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A name of a project that is cut to what Pulumi takes ends with what no other one has. */
function shortened(name: string, distinct: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - distinct.length - 1)}-${distinct}`;
}

/** The uuid of the customer that an object is of, or is; undefined for the own account. */
function accountOf({ definition, id, customer }: LiveObject): string | undefined {
  return definition.kind === "SubReseller" ? id : customer;
}

function titleOf(objects: readonly LiveObject[], account: string): string {
  const name = objects.find(({ id }) => id === account)?.live["name"];
  return projectName(typeof name === "string" ? name : account);
}
