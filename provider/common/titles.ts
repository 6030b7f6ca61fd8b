/** The arguments that say to a person which object it is, best first. A kind that has none of them is told by its resource or its uuid. */
export const TITLES: readonly string[] = [
  ...["contactName", "name", "displayName", "nickname", "number", "shortCode", "emailAddress", "email", "username"],
  ...["domain", "ip"],
];
