/** Emergency numbers of Europe, Britain and North America, with or without the code of a country. */
const EMERGENCY = /^\+?\d{0,3}(?:112|999|911)$/;
const LONGEST = 7;

/** Whether a number is one of those that callers in need dial; the reference says nothing of them. */
export function isEmergencyNumber(number: string): boolean {
  return number.length <= LONGEST && EMERGENCY.test(number);
}
